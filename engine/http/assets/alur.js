// What the pages do beyond plain HTML. Everything here is a convenience: without it every page and form still works.
'use strict';

// Tables of inputs: a button that adds a row like the last one.
function addRow(button) {
  const table = button.closest('fieldset').querySelector('tbody');
  const last = table.rows[table.rows.length - 1];
  const index = table.rows.length;
  const row = last.cloneNode(true);
  row.querySelector('th').textContent = String(index + 1);
  for (const field of row.querySelectorAll('[name]')) {
    field.name = field.name.replace(/\[\d+\]/, '[' + index + ']');
    if (field.id) field.id = 'f-' + field.name;
    if (field.type === 'checkbox') field.checked = false;
    else if (field.type !== 'hidden') field.value = '';
  }
  for (const label of row.querySelectorAll('label')) {
    label.htmlFor = label.htmlFor.replace(/\[\d+\]/, '[' + index + ']');
    label.textContent = label.textContent.replace(/baris \d+$/, 'baris ' + (index + 1));
  }
  table.append(row);
  const first = row.querySelector('input:not([type=hidden]), select, textarea');
  if (first) first.focus();
}

// Fields whose condition does not hold are put away; the server says which.
function showFields(tell) {
  const away = new Set((tell.dataset.tutup || '').split(' ').filter(Boolean));
  for (const field of document.querySelectorAll('[data-isian]')) field.hidden = away.has(field.dataset.isian);
}

function showDiagram(place) {
  if (typeof BpmnJS === 'undefined') return;
  fetch(place.dataset.bagan, {credentials: 'same-origin'}).then(answer => answer.text()).then(async xml => {
    place.replaceChildren();
    place.classList.add('tampil');
    const viewer = new BpmnJS({container: place});
    await viewer.importXML(xml);
    const canvas = viewer.get('canvas');
    const registry = viewer.get('elementRegistry');
    const mark = (ids, marker) => {
      for (const id of ids.split(' ')) if (id && registry.get(id)) canvas.addMarker(id, marker);
    };
    mark(place.dataset.lalu, 'lalu');
    mark(place.dataset.kini, 'kini');
    canvas.zoom('fit-viewport');
    const here = place.dataset.kini.split(' ').map(id => registry.get(id)).filter(Boolean)[0];
    if (here) {
      const {width, height} = place.getBoundingClientRect();
      canvas.viewbox({x: here.x - width / 1.6, y: here.y - height / 1.6, width: width * 1.25, height: height * 1.25});
    }
  });
}

// A PDF opens in the page instead of another tab.
function showPaper(link) {
  let dialog = document.getElementById('lihat');
  if (!dialog) {
    dialog = document.createElement('dialog');
    dialog.id = 'lihat';
    const close = document.createElement('button');
    close.textContent = 'Tutup';
    close.className = 'secondary tombol-kecil';
    close.addEventListener('click', () => dialog.close());
    const frame = document.createElement('iframe');
    dialog.append(close, frame);
    document.body.append(dialog);
  }
  const frame = dialog.querySelector('iframe');
  frame.src = link.href;
  frame.title = link.dataset.lihat;
  dialog.setAttribute('aria-label', link.dataset.lihat);
  dialog.showModal();
}

addEventListener('DOMContentLoaded', () => {
  for (const button of document.querySelectorAll('[data-tambah]')) {
    button.hidden = false;
    button.addEventListener('click', () => addRow(button));
  }
  const told = document.querySelector('.periksa-isi');
  if (told) {
    showFields(told);
    new MutationObserver(() => {
      const now = document.querySelector('.periksa-isi');
      if (now) showFields(now);
    }).observe(document.getElementById('periksa'), {childList: true});
  }
  for (const link of document.querySelectorAll('[data-lihat]'))
    link.addEventListener('click', event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || innerWidth < 700) return;
      event.preventDefault();
      showPaper(link);
    });
  const wrong = document.getElementById('galat');
  if (wrong) wrong.focus();
});
addEventListener('load', () => document.querySelectorAll('[data-bagan]').forEach(showDiagram));
