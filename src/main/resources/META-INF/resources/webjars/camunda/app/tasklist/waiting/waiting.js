/*
 * Beside each list of Tasklist: how many tasks wait in it. As delivered, only the open list says so, and whoever opens
 * Tasklist at night has to look into each. And the most urgent task is at the top unless somebody chose otherwise. A plain module.
 */
const EVERY = 10000;
const ROOT = new URL('../../../../', import.meta.url).pathname.replace(/\/$/, '');
const LISTS = '.task-filter .name a';
const URGENT = [{sortBy: 'priority', sortOrder: 'desc'}, {sortBy: 'dueDate', sortOrder: 'asc'}];

/** Before Tasklist reads its address, in which it keeps the order. */
function mostUrgentFirst() {
  const [path, search = ''] = (window.location.hash || '#/').split('?');
  if (path === '#/' && !/(^|&)sorting=/.test(search)) {
    const order = 'sorting=' + encodeURIComponent(JSON.stringify(URGENT));
    window.history.replaceState(window.history.state, '', path + '?' + (search ? search + '&' : '') + order);
  }
}

async function counts() {
  const answer = await fetch(ROOT + '/camunda/api/engine/engine/default/filter?resourceType=Task&itemCount=true', {
    credentials: 'same-origin',
    headers: {Accept: 'application/json'}
  });
  return answer.ok ? new Map((await answer.json()).map(list => [list.name, list.itemCount])) : undefined;
}

function show(found) {
  document.querySelectorAll(LISTS).forEach(link => {
    const own = link.querySelector('.counter');
    let ours = link.querySelector('.draaiboek-count');
    const name = [...link.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join('').trim();
    const count = found.get(name);
    if (!ours) {
      ours = document.createElement('span');
      ours.className = 'draaiboek-count';
      link.append(ours);
    }
    // The open list counts for itself.
    const shown = count === undefined || (own && !own.classList.contains('ng-hide')) ? '' : '(' + count + ')';
    if (ours.textContent !== shown) {
      ours.textContent = shown;
      ours.classList.toggle('some', count > 0);
    }
  });
}

let asking = false;
async function refresh() {
  if (asking || document.hidden || !document.querySelector(LISTS)) {
    return;
  }
  asking = true;
  try {
    const found = await counts();
    if (found) {
      show(found);
    }
  } catch (e) {
    // Tasklist itself tells when the program does not answer.
  } finally {
    asking = false;
  }
}

/** Tasklist asks for the names of its orders once, at times before it has read them, and then shows their keys. */
function nameOrders() {
  const injector = window.angular && window.angular.element(document.documentElement).injector();
  if (!injector || !injector.has('$translate')) {
    return;
  }
  const walk = document.createTreeWalker(document.querySelector('.tasks-list') || document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const raw = walk.currentNode.data.trim();
    if (/^(PRIORITY|DUE_DATE|FOLLOW_UP_DATE|CREATION_DATE|TASK_NAME|ASSIGNEE)$/.test(raw)) {
      const named = injector.get('$translate').instant(raw);
      if (named !== raw) {
        walk.currentNode.data = walk.currentNode.data.replace(raw, named);
      }
    }
  }
}

mostUrgentFirst();
setInterval(nameOrders, 1000);
setInterval(refresh, EVERY);
// The lists are there a moment after the page is.
const first = setInterval(() => {
  if (document.querySelector(LISTS)) {
    clearInterval(first);
    refresh();
  }
}, 200);
document.addEventListener('visibilitychange', refresh);
document.addEventListener('click', event => {
  if (event.target.closest('.task-filter')) {
    setTimeout(refresh, 300);
  }
});
