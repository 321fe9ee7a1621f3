import { Api } from './api.js';
import { byId, element } from './dom.js';
import { TableView } from './table-view.js';
import { TextView } from './text-view.js';

const ANNOUNCE_MILLISECONDS = 1200;

const api = new Api();
const tabs = [byId('tab-text'), byId('tab-table')];
let announceTimer = 0;

/** Tells screen readers, once a person has stopped typing. */
function announce(message) {
  clearTimeout(announceTimer);
  announceTimer = setTimeout(() => {
    if (byId('status').textContent !== message) {
      byId('status').textContent = message;
    }
  }, ANNOUNCE_MILLISECONDS);
}

async function call(texts, signal, onWait) {
  const model = byId('model').value;
  const group = byId('group').value;
  try {
    return await api.emotions({ texts, scores: true, ...(model && { model }), ...(group && { group }) }, signal, onWait);
  } catch (error) {
    askForKey(error);
    throw error;
  }
}

const textView = new TextView(call, announce, () => `${byId('model').value}\n${byId('group').value}\n`);
const tableView = new TableView(call, announce);

function askForKey(error) {
  if (error.status === 401) {
    byId('key-form').hidden = false;
    byId('key').focus();
  }
}

async function loadModels() {
  try {
    const { models } = await api.models();
    byId('model').replaceChildren(...models.map((model) => element('option', { value: model.name }, model.name)));
    byId('model-field').hidden = models.length < 2;
    showModel(models);
    byId('model').onchange = () => {
      showModel(models);
      refresh();
    };
  } catch (error) {
    askForKey(error);
  }
}

function showModel(models) {
  const model = models.find(({ name }) => name === byId('model').value);
  byId('model-line').textContent = `Model ${model.name}, ${model.labels.length} labels, ${model.precision}.`;
}

function refresh() {
  textView.refresh();
  tableView.refresh();
}

function selectTab(tab) {
  for (const other of tabs) {
    const isSelected = other === tab;
    other.setAttribute('aria-selected', String(isSelected));
    other.tabIndex = isSelected ? 0 : -1;
    byId(other.getAttribute('aria-controls')).hidden = !isSelected;
  }
}

function moveTab(event) {
  const index = tabs.indexOf(event.target);
  const next = {
    ArrowRight: (index + 1) % tabs.length,
    ArrowLeft: (index + tabs.length - 1) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    selectTab(tabs[next]);
    tabs[next].focus();
  }
}

function toggleTheme() {
  const isDark = byId('theme').getAttribute('aria-pressed') !== 'true';
  byId('theme').setAttribute('aria-pressed', String(isDark));
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}

function followSystemTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    if (!document.documentElement.dataset.theme) {
      byId('theme').setAttribute('aria-pressed', String(dark.matches));
    }
  };
  dark.addEventListener('change', show);
  show();
}

function dropFiles() {
  const hasFile = (event) => event.dataTransfer?.types.includes('Files');
  document.addEventListener('dragover', (event) => {
    if (hasFile(event)) {
      event.preventDefault();
      document.body.classList.add('dragging');
    }
  });
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) {
      document.body.classList.remove('dragging');
    }
  });
  document.addEventListener('drop', (event) => {
    document.body.classList.remove('dragging');
    if (hasFile(event)) {
      event.preventDefault();
      selectTab(byId('tab-table'));
      tableView.open(event.dataTransfer.files[0]);
    }
  });
}

byId('key-form').addEventListener('submit', (event) => {
  event.preventDefault();
  api.useKey(byId('key').value);
  byId('key').value = '';
  byId('key-form').hidden = true;
  loadModels().then(refresh);
});
byId('group').addEventListener('change', refresh);
byId('theme').addEventListener('click', toggleTheme);
for (const tab of tabs) {
  tab.addEventListener('click', () => selectTab(tab));
  tab.addEventListener('keydown', moveTab);
}
followSystemTheme();
dropFiles();
loadModels().then(() => textView.refresh());
