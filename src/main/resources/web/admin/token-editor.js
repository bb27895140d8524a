import { Component, h } from '../lib/preact.js';
import { send } from '../api.js';
import { say } from '../words.js';
import { Field, faultsOf } from '../parts/field.js';

const SCOPES = ['read', 'operate', 'admin'];
const LENGTHS = ['30d', '90d', '365d', ''];

/** The form of a new token. */
export class TokenEditor extends Component {
  state = { name: '', scope: 'read', path: '/', duration: '365d', faults: {}, refusal: null, busy: false };

  componentDidMount() {
    this.form.querySelector('input').focus();
  }

  render({ close }, { name, scope, path, duration, faults, refusal, busy }) {
    return h('form', { class: 'panel editor', 'aria-labelledby': 'editor-title', ref: (form) => { this.form = form; }, onSubmit: (event) => this.save(event) },
      h('h2', { id: 'editor-title' }, say('newToken')),
      h('div', { class: 'fields' },
        h(Field, { label: say('tokenName'), fault: faults.name, hint: say('tokenNameHint') },
          h('input', { type: 'text', required: true, maxLength: 100, autoComplete: 'off', value: name, onInput: (event) => this.setState({ name: event.target.value }) })),
        h(Field, { label: say('scope'), fault: faults.scope },
          h('select', { value: scope, onChange: (event) => this.setState({ scope: event.target.value }) },
            SCOPES.map((one) => h('option', { value: one, selected: one === scope }, say(`scope-${one}`))))),
        h(Field, { label: say('onlyPath'), fault: faults.path, hint: say('onlyPathHint') },
          h('input', { type: 'text', required: true, autoComplete: 'off', spellcheck: false, value: path, onInput: (event) => this.setState({ path: event.target.value }) })),
        h(Field, { label: say('holds'), fault: faults.duration },
          h('select', { value: duration, onChange: (event) => this.setState({ duration: event.target.value }) },
            LENGTHS.map((one) => h('option', { value: one, selected: one === duration }, one || say('holdsOn')))))),
      h('div', { class: 'controls' },
        h('button', { class: 'primary', disabled: busy }, say('makeToken')),
        h('button', { type: 'button', onClick: close }, say('cancel')),
        h('span', { role: 'status', class: refusal ? 'fault' : '' }, refusal)));
  }

  async save(event) {
    event.preventDefault();
    const { name, scope, path, duration } = this.state;
    this.setState({ busy: true, faults: {}, refusal: null });
    try {
      this.props.saved(await send('POST', '/api/tokens', { name, scope, path, ...(duration ? { duration } : {}) }));
    } catch (refusal) {
      this.setState({ busy: false, faults: faultsOf(refusal), refusal: say('refused', refusal.message) });
    }
  }
}

/** A token that was just made: what it is stands here, and never again. */
export class FreshToken extends Component {
  state = { copied: false };

  componentDidMount() {
    this.box.focus();
  }

  render({ made, close }, { copied }) {
    return h('section', { class: 'panel editor', tabIndex: -1, 'aria-labelledby': 'fresh-title', ref: (box) => { this.box = box; } },
      h('h2', { id: 'fresh-title' }, say('freshToken', made.name)),
      h('p', {}, say('freshTokenText')),
      h('p', {}, h('code', { class: 'secret', ref: (code) => { this.code = code; } }, made.token)),
      h('div', { class: 'controls' },
        h('button', { class: 'primary', onClick: () => this.copy() }, say('copy')),
        h('button', { onClick: close }, say('keptIt')),
        h('span', { role: 'status' }, copied && say('copied'))));
  }

  /** Without https a browser has no clipboard for pages: then the text is marked, to be copied by hand. */
  async copy() {
    try {
      await navigator.clipboard.writeText(this.props.made.token);
      this.setState({ copied: true });
    } catch {
      getSelection().selectAllChildren(this.code);
    }
  }
}
