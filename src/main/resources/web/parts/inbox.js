import { Component, h } from '../lib/preact.js';
import { getJson, send } from '../api.js';
import { ago, moment } from '../format.js';
import { Polled } from '../polled.js';
import { Icon, statusOf } from '../status.js';
import { say } from '../words.js';

const PATH = '/api/inbox/messages?limit=20';
const EVERY = 15_000;

/** The messages of the inbox, which everybody who may answer alerts shares (requirement 002-24). */
export class Inbox extends Component {
  state = { unreadOnly: false, older: [], next: null, busy: false };
  inbox = new Polled(PATH, EVERY, () => {
    this.props.dashboard.unread(this.inbox.data?.unread ?? 0);
    this.setState({});
  });

  componentDidMount() {
    this.inbox.refresh();
  }

  /** What has begun or ended brings a message in a moment. */
  componentDidUpdate({ open }) {
    if ([...open].sort().join() !== [...this.props.open].sort().join()) {
      this.inbox.hurry();
    }
  }

  componentWillUnmount() {
    this.inbox.stop();
  }

  render({ open }, { unreadOnly, older, next, busy }) {
    const page = this.inbox.data;
    const known = new Set(page?.messages.map((message) => message.id));
    const messages = [...(page?.messages ?? []), ...older.filter((message) => !known.has(message.id))];
    const following = older.length ? next : page?.next;
    return h('section', { class: 'panel inbox', 'aria-labelledby': 'inbox-title' },
      h('div', { class: 'section-head' },
        h('h2', { id: 'inbox-title' }, say('inbox'), page?.unread > 0 && h('b', { class: 'count', title: say('unread', page.unread) }, page.unread)),
        h('label', { class: 'check' },
          h('input', { type: 'checkbox', checked: unreadOnly, onChange: (event) => this.show(event.target.checked) }), say('unreadOnly')),
        page?.unread > 0 && h('button', { class: 'small', disabled: busy, onClick: () => this.mark({ all: true }) }, say('readAll'))),
      this.inbox.refusal && h('p', { class: 'muted', role: 'status' }, say('notLoaded', this.inbox.refusal)),
      page && messages.length === 0 && h('p', { class: 'empty' }, say(unreadOnly ? 'nothingUnread' : 'noMessages')),
      h('ol', { class: 'events' }, messages.map((message) => h(Message, {
        key: message.id, message, open: message.alerts.some((alert) => open.has(alert)), read: () => this.mark({ ids: [message.id] }),
      }))),
      following && h('button', { class: 'small', onClick: () => this.further(following) }, say('older')));
  }

  show(unreadOnly) {
    this.setState({ unreadOnly, older: [] });
    this.inbox.refresh(PATH + (unreadOnly ? '&unread=true' : ''));
  }

  async further(before) {
    const page = await getJson(`${PATH}&before=${before}${this.state.unreadOnly ? '&unread=true' : ''}`);
    this.setState({ older: [...this.state.older, ...page.messages], next: page.next });
  }

  async mark(which) {
    this.setState({ busy: true });
    try {
      const { unread } = await send('POST', '/api/inbox/read', which);
      const now = new Date().toISOString();
      const older = this.state.older.map((message) =>
        (which.all || which.ids.includes(message.id) ? { ...message, readAt: message.readAt ?? now } : message));
      this.props.dashboard.unread(unread);
      this.setState({ older });
      await this.inbox.refresh();
    } finally {
      this.setState({ busy: false });
    }
  }
}

function Message({ message, open, read }) {
  return h('li', { class: message.readAt ? '' : 'is-unread' },
    h(Icon, { status: message.firing ? statusOf(message.severity) : 'healthy' }),
    h('div', {},
      h('details', {},
        h('summary', {}, !message.readAt && h('span', { class: 'unseen' }, say('unreadWord')), message.title),
        h('p', { class: 'message lines' }, message.text),
        h('a', { href: new URL(message.link, location.href).pathname + new URL(message.link, location.href).hash }, say('toDashboard'))),
      h('time', { dateTime: message.at, title: moment(message.at) }, ago(message.at)),
      open && message.firing && h('span', { class: 'tag' }, say('stillOpen'))),
    !message.readAt && h('button', { class: 'small', onClick: read, 'aria-label': `${say('markRead')}: ${message.title}` }, say('markRead')));
}
