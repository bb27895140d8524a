import { Component, h } from '../lib/preact.js';
import { say } from '../words.js';

const LENGTHS = ['30m', '1h', '4h', '8h', '1d', '7d'];

/** A button, and behind it the question for how long and why, and perhaps a further choice, which is taken unless somebody objects. */
export class QuietDialog extends Component {
  render({ name, choice, busy }) {
    return [
      h('button', { disabled: busy, onClick: () => this.dialog.showModal() }, `${say(name)} …`),
      h('dialog', { ref: (dialog) => { this.dialog = dialog; }, 'aria-labelledby': `${name}-title` },
        h('form', { class: 'form', onSubmit: (event) => this.submit(event) },
          h('h2', { id: `${name}-title` }, say(name)),
          h('label', {}, say('howLong'), h('select', { name: 'duration' }, LENGTHS.map((length) =>
            h('option', { value: length, selected: length === '1h' }, length)))),
          h('label', {}, say('why'), h('input', { name: 'reason', type: 'text', required: true, maxLength: 500, autoComplete: 'off' })),
          choice && h('label', { class: 'check' }, h('input', { name: choice, type: 'checkbox', defaultChecked: true }), say(choice)),
          h('div', { class: 'controls' },
            h('button', { class: 'primary' }, say(name)),
            h('button', { type: 'button', onClick: () => this.dialog.close() }, say('cancel'))))),
    ];
  }

  submit(event) {
    event.preventDefault();
    this.dialog.close();
    this.props.ask(Object.fromEntries(new FormData(event.target)));
    event.target.reset();
  }
}
