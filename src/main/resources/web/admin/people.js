import { Component, h } from '../lib/preact.js';
import { send } from '../api.js';
import { listenToKeys } from '../keyboard.js';
import { AsOf } from '../parts/as-of.js';
import { Polled } from '../polled.js';
import { learn, say } from '../words.js';
import { Devices, Tokens, Users } from './accounts.js';
import { FreshToken, TokenEditor } from './token-editor.js';
import { UserEditor } from './user-editor.js';
import words from './words.js';

learn(words);

const EVERY = 10_000;
const MOST = 1000;

/** Who may log in, which programs hold a token, and whose devices are told: for admins. */
export class PeoplePage extends Component {
  users = new Polled(`/api/users?limit=${MOST}`, EVERY, () => this.setState({}));
  tokens = new Polled(`/api/tokens?limit=${MOST}`, EVERY, () => this.setState({}));
  devices = document.documentElement.dataset.push === 'true' ? new Polled('/api/push/subscriptions', EVERY, () => this.setState({})) : null;
  /** What is open: a form, or a token that was just made. */
  state = { open: null, said: null };

  componentDidMount() {
    document.title = `${say('page-people')} – Rollcall`;
    this.stop = listenToKeys();
    this.renew();
  }

  componentWillUnmount() {
    this.stop();
    this.all().forEach((one) => one.stop());
  }

  all() {
    return [this.users, this.tokens, this.devices].filter(Boolean);
  }

  renew() {
    this.all().forEach((one) => one.refresh());
  }

  render({}, { open, said }) {
    const { users } = this.users.data ?? {};
    return [
      h('div', { class: 'page-head' },
        h('h1', {}, say('page-people')),
        h(AsOf, { polled: this.users }),
        !open && h('div', { class: 'controls to-the-right' },
          h('button', { class: 'primary', onClick: () => this.open({ form: 'user' }) }, say('newUser')),
          h('button', { onClick: () => this.open({ form: 'token' }) }, say('newToken'))),
        h('span', { role: 'status' }, said)),
      this.form(open),
      users && h(Users, {
        users, edit: (user) => this.open({ form: 'user', user }),
        logOut: ({ name }) => this.run('DELETE', `/api/users/${encodeURIComponent(name)}/sessions`, say('loggedOut', name)),
        remove: ({ name }) => this.run('DELETE', `/api/users/${encodeURIComponent(name)}`, say('removed', name)),
      }),
      this.tokens.data && h(Tokens, {
        tokens: this.tokens.data.tokens, remove: ({ id, name }) => this.run('DELETE', `/api/tokens/${id}`, say('removed', name)),
      }),
      this.devices?.data && h(Devices, {
        devices: this.devices.data.subscriptions, remove: ({ id }) => this.run('DELETE', `/api/push/subscriptions/${id}`, say('deviceRemoved')),
      }),
    ];
  }

  form(open) {
    const close = () => this.setState({ open: null });
    if (open?.made) {
      return h(FreshToken, { made: open.made, close });
    }
    return open && (open.form === 'user'
      ? h(UserEditor, { key: open.turn, user: open.user, close, saved: ({ name }) => this.saved({ open: null, said: say('done', say('userSaved', name)) }) })
      : h(TokenEditor, { key: open.turn, close, saved: (made) => this.saved({ open: { made }, said: null }) }));
  }

  /** A number of its own has the form begin anew. */
  open(what) {
    this.turn = (this.turn ?? 0) + 1;
    this.setState({ open: { ...what, turn: this.turn }, said: null });
    scrollTo(0, 0);
  }

  saved(state) {
    this.setState(state);
    this.renew();
  }

  async run(method, path, done) {
    try {
      await send(method, path);
      this.setState({ said: say('done', done) });
    } catch (refusal) {
      this.setState({ said: say('refused', refusal.message) });
    }
    this.renew();
  }
}
