/*
 * Says, beside the button that was pressed, which answers are missing or were refused, and brings the first of them into view
 * . As delivered, Tasklist says only that the task was not completed. A plain module; whatever people typed and whatever
 * the server says is put on the page as text and never as markup.
 */
const OURS = 'draaiboek-missing';
const GONE = /^This task is no longer there/;
const NOT_DONE = {task: 'Not completed', start: 'Not started'};

/** Whether answers are under way to the server. */
let sending = false;

/** The refusal of the server (InvalidAnswer) to the answers that were sent last: what it says, and of which field. */
let refusal;

function element(name, kind, text) {
  const made = document.createElement(name);
  made.className = kind || '';
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** Whatever form is open: that of a process to start lies over that of a task, and hides it also where it is none of ours. */
function openForm() {
  const modal = document.querySelector('.modal-body');
  return modal ? modal.querySelector('.fjs-container') : document.querySelector('.task-details .fjs-container');
}

/** Where its buttons stand. */
function buttonsOf(form) {
  const modal = form.closest('.modal-content');
  return modal ? modal.querySelector('.modal-footer') : form.closest('.task-form, .form-pane').querySelector('.form-actions');
}

function labelOf(field) {
  const label = field.querySelector('.fjs-form-field-label');
  return label ? [...label.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join('').trim() : '';
}

/** Every field that the form itself finds wrong, in its order, and the one that the server refused. */
function faults(form) {
  const found = [...form.querySelectorAll('.fjs-form-field-error')].map(says => {
    const field = says.closest('.fjs-form-field');
    const words = [...says.querySelectorAll('li')].map(one => one.textContent.trim()).join(' ') || says.textContent.trim();
    return {field, label: labelOf(field), says: words === 'Field is required.' ? 'not answered yet' : words};
  });
  if (refusal && refusal.form === form) {
    const field = refusal.field && refusal.field.isConnected ? refusal.field : undefined;
    found.push({field, label: field ? labelOf(field) : '', says: refusal.says});
  }
  return found;
}

function bringIntoView(field) {
  field.scrollIntoView({block: 'center'});
  const first = field.querySelector('input, textarea');
  // A list or a calendar that drops down would lie over the words that say what is wrong.
  if (first && !field.matches('.fjs-form-field-select, .fjs-form-field-taglist, .fjs-form-field-datetime')) {
    first.focus({preventScroll: true});
  }
}

function line(fault) {
  const made = element('li');
  if (!fault.field) {
    made.textContent = fault.says;
    return made;
  }
  const way = element('button', 'btn-link', fault.label || 'The answer above');
  way.type = 'button';
  way.addEventListener('click', () => bringIntoView(fault.field));
  made.append(way, ' – ' + fault.says);
  return made;
}

/** A button that moves while somebody reaches for it is missed. */
function keepHeight(box) {
  box.style.minHeight = box.offsetHeight + 'px';
}

/** Shows what is wrong with the form now, or nothing when all is well. */
function show(form, kind) {
  const buttons = buttonsOf(form);
  const wrong = faults(form);
  let box = buttons && buttons.parentNode.querySelector('.' + OURS);
  if (!buttons) {
    return wrong;
  }
  if (!wrong.length) {
    if (box && box.dataset.words) {
      keepHeight(box);
      delete box.dataset.words;
      box.classList.add('answered');
      box.setAttribute('role', 'status');
      box.replaceChildren('Everything is answered.');
    }
    return wrong;
  }
  if (!box) {
    box = element('div', OURS);
    buttons.before(box);
  }
  const lines = wrong.map(line);
  const words = lines.map(one => one.textContent).join('\n');
  if (box.dataset.words !== words) {
    keepHeight(box);
    box.dataset.words = words;
    box.classList.remove('answered');
    box.setAttribute('role', 'alert');
    const list = element('ul');
    list.append(...lines);
    box.replaceChildren(element('strong', '', heading(kind, wrong)), list);
  }
  return wrong;
}

function heading(kind, wrong) {
  const count = wrong.length === 1 ? 'one answer' : wrong.length + ' answers';
  return NOT_DONE[kind] + (wrong.some(fault => fault.field) ? ': look at ' + count + ' again.' : '.');
}

/** Follows the form while somebody mends it. */
function follow(form, kind) {
  if (form.followed) {
    return;
  }
  form.followed = true;
  const again = new MutationObserver(() => {
    if (form.isConnected) {
      show(form, kind);
    } else {
      again.disconnect();
    }
  });
  again.observe(form, {childList: true, subtree: true, characterData: true});
  const answered = event => {
    if (refusal && (!refusal.field || refusal.field.contains(event.target))) {
      forget();
      show(form, kind);
    }
  };
  form.addEventListener('input', answered);
  form.addEventListener('change', answered);
}

function forget() {
  if (refusal && refusal.field) {
    delete refusal.field.dataset.refused;
  }
  refusal = undefined;
}

/** The field of the form with this key: what a page shows of it carries the id of its element in the form's own file. */
async function fieldOf(form, key, address) {
  try {
    const answer = await fetch(address, {credentials: 'same-origin', headers: {Accept: 'application/json'}});
    const id = answer.ok ? idOf(await answer.json(), key) : undefined;
    const part = id && [...form.querySelectorAll('[id]')].find(one => ('-' + one.id + '-').includes('-' + id + '-'));
    return part ? part.closest('.fjs-form-field') : undefined;
  } catch (e) {
    return undefined;
  }
}

function idOf(parent, key) {
  for (const component of parent.components || []) {
    const found = component.key === key ? component.id : idOf(component, key);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** What the server answers to a form that is sent in. */
function listen(resource, form, formAddress) {
  const submit = resource.submitForm;
  resource.submitForm = function (data, done) {
    forget();
    sending = true;
    return submit.call(this, data, done).then(answer => {
      sending = false;
      return answer;
    }, error => {
      sending = false;
      const said = error && error.response && error.response.body;
      if (said && said.type === 'InvalidAnswer' && openForm()) {
        refusal = {form: openForm(), key: said.field, says: said.message, address: formAddress(data.id)};
      }
      throw error;
    });
  };
}

/** Shows a failure where the form stands. @return whether it could */
async function explain(kind) {
  // The form marks its fields a moment later.
  await new Promise(later => setTimeout(later, 50));
  const form = openForm();
  if (!form) {
    return false;
  }
  if (refusal && refusal.form === form && refusal.key) {
    refusal.field = await fieldOf(form, refusal.key, refusal.address);
    if (refusal && refusal.field) {
      refusal.field.dataset.refused = refusal.says;
    }
  }
  const wrong = show(form, kind);
  if (!wrong.length) {
    return false;
  }
  follow(form, kind);
  const first = wrong.find(fault => fault.field);
  if (first) {
    bringIntoView(first.field);
  }
  return true;
}

/**
 * Lets a form read its variables more than once. A task that is refreshed while its form opens makes Tasklist read the same answer
 * of the server twice, and without this the second time shows "is not valid JSON" in place of the form.
 */
function readAgain(tasks) {
  const load = tasks.formVariables;
  tasks.formVariables = function () {
    return load.apply(this, arguments).then(variables => {
      Object.values(variables).filter(one => typeof one.value === 'string').forEach(one => {
        const written = one.value;
        let read = written;
        Object.defineProperty(one, 'value', {
          enumerable: true,
          get: () => read,
          set: value => {
            read = value && typeof value === 'object' ? Object.defineProperty(value, 'toString', {value: () => written}) : value;
          }
        });
      });
      return variables;
    });
  };
}

/**
 * Keeps the button open, so that it says what is missing. Tasklist shuts it at the first fault without a word; and the form never
 * forgets a fault that stood in a list of several, so that it would stay shut for good.
 */
function keepOpen() {
  const open = button => {
    const form = openForm();
    const buttons = form && buttonsOf(form);
    if (button.disabled && !sending && buttons && buttons.contains(button)) {
      button.disabled = false;
    }
  };
  const changes = new MutationObserver(all =>
    all.map(one => one.target).filter(one => one.matches('button.btn-primary')).forEach(open));
  changes.observe(document.body, {subtree: true, attributes: true, attributeFilter: ['disabled']});
  // Shut before its form was there.
  setInterval(() => document.querySelectorAll('.form-actions .btn-primary[disabled], .modal-footer .btn-primary[disabled]').forEach(open), 500);
}

function begin(injector) {
  keepOpen();
  const notifications = injector.get('Notifications');
  const translate = injector.get('$translate');
  const api = injector.get('camAPI');
  const uri = injector.get('Uri');
  const place = 'engine://engine/:engine/';
  readAgain(api.resource('task'));
  listen(api.resource('task'), openForm, id => uri.appUri(place + 'task/' + id + '/deployed-form'));
  listen(api.resource('process-definition'), openForm, id =>
    uri.appUri(place + 'process-definition/' + id + '/deployed-start-form'));
  const add = notifications.addError;
  notifications.addError = function (notification) {
    const kind =
      notification.status === translate.instant('COMPLETE_ERROR')
        ? 'task'
        : notification.status === translate.instant('PROCESS_START_ERROR')
          ? 'start'
          : undefined;
    if (GONE.test(notification.message || '')) {
      add.call(this, {status: 'Too late', message: notification.message, exclusive: true});
      leaveTask(injector);
    } else if (kind) {
      explain(kind).then(shown => shown || injector.get('$rootScope').$applyAsync(() => add.call(this, notification)));
    } else {
      add.apply(this, arguments);
    }
  };
}

/** A task that is gone is not left open, and the list shows what there is. */
function leaveTask(injector) {
  const location = injector.get('$location');
  const {task, detailsTab, ...search} = location.search();
  injector.get('$rootScope').$applyAsync(root => {
    location.search(search);
    root.$broadcast('refresh');
  });
}

const waiting = setInterval(() => {
  const injector = window.angular && window.angular.element(document.documentElement).injector();
  if (injector && injector.has('Notifications') && injector.has('camAPI')) {
    clearInterval(waiting);
    begin(injector);
  }
}, 100);
