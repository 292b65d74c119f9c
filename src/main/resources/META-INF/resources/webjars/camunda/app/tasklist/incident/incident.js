/*
 * On each card of the task list: code, severity and title of its incident, as they are now. A plain module;
 * whatever people typed is put on the page as text and never as markup. Who may not read incidents sees the code alone.
 */
const EVERY = 10000;
const ROOT = new URL('../../../../', import.meta.url).pathname.replace(/\/$/, '');
const CODE = /^INC-\d{4}-\d{4,9}$/;

/** Task id to the code of its incident, where the card itself does not have it. */
const codes = new Map();

let asked = 0;
let known = Promise.resolve(new Map());

/** What runs, asked once for all cards. */
function running() {
  if (Date.now() - asked > EVERY / 2) {
    asked = Date.now();
    known = fetch(ROOT + '/incidents/running.json', {credentials: 'same-origin', headers: {Accept: 'application/json'}})
      .then(answer => (answer.ok ? answer.json() : []))
      .then(list => new Map(list.map(incident => [incident.code, incident])))
      .catch(() => new Map());
  }
  return known;
}

/** Code to what is known of an incident that runs no more: its review is a task yet. */
const over = new Map();

function notRunning(code) {
  if (!over.has(code)) {
    over.set(
      code,
      fetch(ROOT + '/incidents/' + encodeURIComponent(code) + '/brief.json', {
        credentials: 'same-origin',
        headers: {Accept: 'application/json'}
      })
        .then(answer => (answer.ok ? answer.json() : undefined))
        .catch(() => undefined)
    );
  }
  return over.get(code);
}

function span(kind, text) {
  const made = document.createElement('span');
  made.className = kind;
  made.textContent = text;
  return made;
}

function codeOf(task) {
  const variables = (task && task._embedded && task._embedded.variable) || [];
  const found = variables.find(variable => variable.name === 'incident');
  return found && CODE.test(found.value) ? found.value : undefined;
}

/** The lists leave out what stands in the process for who may see their own tasks only; the task itself tells it. */
function ask(taskId) {
  if (!codes.has(taskId)) {
    codes.set(
      taskId,
      fetch(ROOT + '/camunda/api/engine/engine/default/task/' + encodeURIComponent(taskId) + '/variables/incident', {
        credentials: 'same-origin',
        headers: {Accept: 'application/json'}
      })
        .then(answer => (answer.ok ? answer.json() : {}))
        .then(variable => (CODE.test(variable.value) ? variable.value : undefined))
        .catch(() => undefined)
    );
  }
  return codes.get(taskId);
}

async function show(place, code) {
  const incident = (await running()).get(code) || (await notRunning(code));
  if (!incident) {
    place.replaceChildren(span('code known', code));
    return;
  }
  const severity = span('severity', 'Severity ' + incident.severity + (incident.provisional ? ' (provisional)' : ''));
  severity.dataset.severity = incident.severity;
  const parts = [span('code known', code), severity];
  if (incident.danger) {
    parts.push(span('danger', 'People may be in danger'));
  }
  parts.push(span('title', incident.title));
  place.replaceChildren(...parts);
}

/** On a phone the form stands below the lists; whoever opens a task wants to see it. */
function bringIntoView() {
  if (window.innerWidth < 768 && /[?&]task=/.test(window.location.hash)) {
    const until = Date.now() + 8000;
    const look = setInterval(() => {
      const form = document.querySelector('.task-details .fjs-form');
      if (form || Date.now() > until) {
        clearInterval(look);
        const task = document.querySelector('.task-details .task-card');
        if (task) {
          task.scrollIntoView();
        }
      }
    }, 200);
  }
}
let opened = '';
function watchTask() {
  const task = (/[?&]task=([^&]+)/.exec(window.location.hash) || [])[1] || '';
  if (task !== opened) {
    opened = task;
    bringIntoView();
  }
}
window.addEventListener('hashchange', watchTask);
window.addEventListener('popstate', watchTask);

export default {
  id: 'draaiboek-incident',
  pluginPoint: 'tasklist.card',
  priority: 2000,

  async render(node, {taskId}, scope) {
    const place = document.createElement('div');
    place.className = 'draaiboek-incident';
    node.append(place);
    const code = codeOf(scope && scope.task) || (taskId && (await ask(taskId)));
    if (!code) {
      return;
    }
    show(place, code);
    watchTask();
    const timer = setInterval(() => (place.isConnected ? show(place, code) : clearInterval(timer)), EVERY);
  }
};
