import { Component, h } from '../lib/preact.js';
import { send } from '../api.js';
import { say } from '../words.js';
import { Field, faultsOf } from '../parts/field.js';

const ROLES = ['viewer', 'operator', 'admin'];

/** The form of a user: a new one, or another role or password of one that there is. */
export class UserEditor extends Component {
  constructor(props) {
    super(props);
    this.state = { name: props.user?.name ?? '', role: props.user?.role ?? 'viewer', password: '', faults: {}, refusal: null, busy: false };
  }

  componentDidMount() {
    this.form.querySelector(this.props.user ? 'select' : 'input').focus();
  }

  render({ user, close }, { name, role, password, faults, refusal, busy }) {
    const self = user?.name === document.documentElement.dataset.user;
    return h('form', { class: 'panel editor', 'aria-labelledby': 'editor-title', ref: (form) => { this.form = form; }, onSubmit: (event) => this.save(event) },
      h('h2', { id: 'editor-title' }, user ? say('changeUser', user.name) : say('newUser')),
      h('div', { class: 'fields' },
        !user && h(Field, { label: say('userName'), fault: faults.name },
          h('input', { type: 'text', required: true, maxLength: 100, autoComplete: 'off', autoCapitalize: 'none', spellcheck: false, value: name, onInput: (event) => this.setState({ name: event.target.value }) })),
        h(Field, { label: say('role'), fault: faults.role, hint: say(`may-${role}`) },
          h('select', { value: role, onChange: (event) => this.setState({ role: event.target.value }) },
            ROLES.map((one) => h('option', { value: one, selected: one === role }, say(`role-${one}`))))),
        h(Field, { label: say(user ? 'newPassword' : 'password'), fault: faults.password, hint: say(user ? 'passwordStays' : 'passwordHint') },
          h('input', { type: 'password', required: !user, minLength: 12, maxLength: 256, autoComplete: 'new-password', value: password, onInput: (event) => this.setState({ password: event.target.value }) }))),
      user && h('p', { class: 'hint' }, say(self ? 'endsOwnSessions' : 'endsSessions')),
      h('div', { class: 'controls' },
        h('button', { class: 'primary', disabled: busy }, say('save')),
        h('button', { type: 'button', onClick: close }, say('cancel')),
        h('span', { role: 'status', class: refusal ? 'fault' : '' }, refusal)));
  }

  async save(event) {
    event.preventDefault();
    const { user, saved } = this.props;
    const { name, role, password } = this.state;
    const change = { ...(role === user?.role ? {} : { role }), ...(password ? { password } : {}) };
    if (user && Object.keys(change).length === 0) {
      this.props.close();
      return;
    }
    this.setState({ busy: true, faults: {}, refusal: null });
    try {
      saved(await (user ? send('PATCH', `/api/users/${encodeURIComponent(user.name)}`, change) : send('POST', '/api/users', { name, ...change })));
    } catch (refusal) {
      this.setState({ busy: false, faults: faultsOf(refusal), refusal: say('refused', refusal.message) });
    }
  }
}
