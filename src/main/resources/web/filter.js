/** Which lines a reader wants to see. It stands in the address, so that it can be sent to somebody. */
export class Filter {
  text = '';
  status = '';
  group = '';
  grouped = false;

  static read() {
    const query = new URLSearchParams(location.search);
    const filter = new Filter();
    filter.text = query.get('q') ?? '';
    filter.status = query.get('status') ?? '';
    filter.group = query.get('group') ?? '';
    filter.grouped = query.has('grouped');
    return filter;
  }

  write() {
    const query = new URLSearchParams();
    [['q', this.text], ['status', this.status], ['group', this.group], ['grouped', this.grouped ? '1' : '']]
      .filter(([, value]) => value)
      .forEach(([name, value]) => query.set(name, value));
    const search = query.size ? `?${query}` : '';
    history.replaceState(null, '', location.pathname + search + location.hash);
  }

  takes(line) {
    const words = this.text.toLowerCase().split(/\s+/);
    const text = `${line.name} ${line.key} ${line.group ?? ''} ${line.type} ${line.message ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word))
      && (!this.status || line.status === this.status || (this.status === 'stale' && line.stale))
      && (!this.group || line.group === this.group);
  }
}
