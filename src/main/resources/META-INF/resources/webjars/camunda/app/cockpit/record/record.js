/*
 * A tab in Cockpit on a running process instance: the record of its incident, newest first. A plain module;
 * whatever people typed is put on the page as text and never as markup.
 */
import {EVERY, ROOT, element, moment} from '../parts/parts.js';

const CODE = /^INC-\d{4}-\d{4,9}$/;

async function read(address) {
  const answer = await fetch(address, {credentials: 'same-origin', headers: {Accept: 'application/json'}});
  if (!answer.ok) {
    throw new Error(
      answer.status === 403 || answer.status === 401
        ? 'Your login may not read incidents.'
        : 'The record cannot be read (' + answer.status + ').'
    );
  }
  return answer.json();
}

function show(node, record) {
  const head = element('p', undefined, {margin: '10px 0'});
  const link = element('a', record.code + ' ' + record.title);
  link.href = ROOT + '/incidents/' + encodeURIComponent(record.code);
  link.target = '_blank';
  link.rel = 'noopener';
  head.append(link, ' – ');
  head.append(
    record.broken === 0
      ? element('span', 'the chain of the record is whole', {color: '#17693f'})
      : element('strong', 'the record was changed behind our back, from entry ' + record.broken + ' on', {color: '#a8172a'})
  );

  const table = element('table');
  table.className = 'cam-table table';
  const titles = element('tr');
  ['When', 'Who', 'What'].forEach(title => {
    const cell = element('th', title);
    cell.scope = 'col';
    titles.append(cell);
  });
  const headings = element('thead');
  headings.append(titles);
  const rows = element('tbody');
  record.entries.forEach(entry => {
    const row = element('tr');
    const when = element('td', moment(entry.at, {second: '2-digit'}), {whiteSpace: 'nowrap'});
    const what = element('td', entry.what);
    const details = Object.entries(entry.details || {});
    if (details.length) {
      what.title = details.map(([name, value]) => name + ': ' + value).join('\n');
    }
    row.append(when, element('td', entry.who, {whiteSpace: 'nowrap'}), what);
    rows.append(row);
  });
  table.append(headings, rows);
  node.replaceChildren(head, table);
}

function say(node, text) {
  node.replaceChildren(element('p', text, {margin: '10px 0'}));
}

let timer;

export default {
  id: 'draaiboek-record',
  pluginPoint: 'cockpit.processInstance.runtime.tab',
  priority: 100,
  properties: {label: 'Record'},

  render(node, {processInstanceId, api}) {
    const place = element('div', undefined, {overflow: 'auto', maxHeight: '100%'});
    place.className = 'draaiboek-record';
    node.append(place);
    say(place, 'Reading the record…');
    clearInterval(timer);

    const load = async () => {
      try {
        // History knows the instance while it runs and after it ended.
        const instance = await read(api.engineApi + '/history/process-instance/' + encodeURIComponent(processInstanceId));
        if (!CODE.test(instance.businessKey || '')) {
          say(place, 'This instance belongs to no incident.');
          return;
        }
        show(place, await read(ROOT + '/incidents/' + instance.businessKey + '/timeline.json'));
      } catch (error) {
        say(place, error.message);
      }
    };
    load();
    timer = setInterval(load, EVERY);
  },

  unmount() {
    clearInterval(timer);
  }
};
