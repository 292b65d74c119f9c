/*
 * On the first page of Cockpit: the incidents that run, the worst first, with what a manager asks first: how bad, how
 * far, who leads, when customers hear more. A plain module; whatever people typed is put on the page as text.
 */
import {EVERY, ROOT, element, moment} from '../parts/parts.js';

const STATES = {CANDIDATE: 'Candidate', DECLARED: 'Declared', RESOLVED: 'Resolved'};
const OUTSIDE = {INVESTIGATING: 'Investigating', IDENTIFIED: 'Identified', MONITORING: 'Monitoring', RESOLVED: 'Resolved'};

function link(text, address) {
  const made = element('a', text);
  made.href = address;
  return made;
}

function row(incident) {
  const made = element('tr');
  const cell = (...parts) => {
    const one = element('td');
    one.append(...parts);
    made.append(one);
    return one;
  };
  cell(link(incident.code, ROOT + '/incidents/' + encodeURIComponent(incident.code)), element('br'), incident.title);
  const severity = element('span', incident.severity + (incident.provisional ? ' (provisional)' : ''));
  severity.className = 'severity';
  severity.dataset.severity = incident.severity;
  cell(severity);
  cell(STATES[incident.state] || incident.state, element('br'), 'outside: ' + (OUTSIDE[incident.publicState] || '–'));
  cell(moment(incident.since));
  cell(incident.lead || 'nobody yet');
  const next = cell(incident.next ? moment(incident.next) : 'none promised');
  if (incident.next && new Date(incident.next) < new Date()) {
    next.className = 'late';
  }
  cell(incident.instance ? link('Where it stands', '#/process-instance/' + incident.instance + '/runtime') : '');
  return made;
}

function show(place, incidents) {
  if (!incidents.length) {
    place.replaceChildren(element('p', 'No incidents are running.'));
    return;
  }
  const titles = element('tr');
  ['Incident', 'Severity', 'State', 'Since', 'Lead', 'Next update', 'Diagram'].forEach(title => {
    const cell = element('th', title);
    cell.scope = 'col';
    titles.append(cell);
  });
  const head = element('thead');
  head.append(titles);
  const body = element('tbody');
  body.append(...incidents.map(row));
  const table = element('table');
  table.className = 'cam-table table';
  table.append(head, body);
  place.replaceChildren(table);
}

let timer;

export default {
  id: 'draaiboek-running',
  pluginPoint: 'cockpit.dashboard',
  priority: 100,
  properties: {label: 'Incidents'},

  render(node) {
    const box = element('section');
    box.className = 'inner draaiboek-running';
    const place = element('div');
    box.append(element('h3', 'Running incidents'), place);
    node.append(box);
    clearInterval(timer);
    const load = async () => {
      try {
        const answer = await fetch(ROOT + '/incidents/running.json', {
          credentials: 'same-origin',
          headers: {Accept: 'application/json'}
        });
        if (!answer.ok) {
          throw new Error(answer.status === 403 ? 'Your login may not read incidents.' : 'Incidents cannot be read now.');
        }
        show(place, await answer.json());
      } catch (error) {
        place.replaceChildren(element('p', error.message));
      }
    };
    load();
    timer = setInterval(load, EVERY);
  },

  unmount() {
    clearInterval(timer);
  }
};
