import { Component, h } from '../lib/preact.js';
import { say } from '../words.js';

/** A button for what cannot be taken back, and behind it the question whether it is meant. */
export class Confirm extends Component {
  render({ label, about, question, disabled, run }) {
    return [
      h('button', { class: 'small', disabled, 'aria-label': `${label}: ${about}`, onClick: () => this.dialog.showModal() }, label),
      h('dialog', { ref: (dialog) => { this.dialog = dialog; }, 'aria-label': `${label}: ${about}` },
        h('form', { class: 'form', method: 'dialog', onSubmit: () => run() },
          h('p', {}, question),
          h('div', { class: 'controls' },
            h('button', { class: 'primary' }, label),
            h('button', { type: 'button', autoFocus: true, onClick: () => this.dialog.close() }, say('cancel'))))),
    ];
  }
}
