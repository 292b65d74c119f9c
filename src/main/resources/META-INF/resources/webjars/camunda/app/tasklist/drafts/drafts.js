/*
 * Keeps what was typed into a form while one looks elsewhere: at the diagram, the description, another task. As delivered,
 * Tasklist forgets it without a word unless "Save" was pressed. Does the same as that button whenever one leaves a form in which
 * something was changed, and lets go of it once the form is changed again or after an hour: an old draft would hide what is so now.
 * A plain module.
 */
const KEPT = 'draaiboek-drafts';
const HOUR = 60 * 60 * 1000;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) || {};
  } catch (e) {
    return {};
  }
}

function keep(drafts) {
  localStorage.setItem(KEPT, JSON.stringify(drafts));
}

/** Where Tasklist itself looks for the answers to a task that were saved. */
function draftOf(task) {
  return 'camunda-form:' + task;
}

function letGo(task) {
  const drafts = kept();
  if (task in drafts) {
    localStorage.removeItem(draftOf(task));
    delete drafts[task];
    keep(drafts);
  }
}

function openTask() {
  const found = /[?&]task=([^&]+)/.exec(window.location.hash);
  return found ? decodeURIComponent(found[1]) : undefined;
}

/** The form in which somebody did something since it was opened. A form that only opened counts as changed for Tasklist itself. */
let touched;

/** The button that saves the open form, when there is something to save. */
function saveButton() {
  const form = document.querySelector('.task-details .fjs-container');
  if (!form || form !== touched) {
    return undefined;
  }
  const actions = form.closest('.task-form, .form-pane').querySelector('.form-actions');
  const button = actions && actions.querySelector('button[ng-click^="save"]');
  return button && !button.disabled ? button : undefined;
}

/** Whether a click there leaves the answers as they are: in the form, on its buttons, or in a dialog over it. */
function inForm(place) {
  return Boolean(place.closest('.fjs-container, .form-actions, .modal'));
}

function leave(event) {
  const place = event.target;
  const task = openTask();
  if (!(place instanceof Element) || !task) {
    return;
  }
  if (place.closest('button[ng-click^="save"]') && event.isTrusted) {
    // Saved by whoever typed it: theirs to keep.
    const drafts = kept();
    delete drafts[task];
    keep(drafts);
  } else if (!inForm(place) && place.closest('a, button, [ng-click], .task')) {
    const button = saveButton();
    if (button) {
      keep({...kept(), [task]: Date.now()});
      button.click();
    }
  }
}

function changed(event) {
  const form = event.isTrusted && event.target instanceof Element && event.target.closest('.task-details .fjs-container');
  if (form) {
    touched = form;
    letGo(openTask());
  }
}

Object.entries(kept())
  .filter(([, at]) => Date.now() - at > HOUR)
  .forEach(([task]) => letGo(task));
document.addEventListener('click', leave, true);
document.addEventListener('input', changed);
document.addEventListener('change', changed);
