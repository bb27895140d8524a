// What follows # is told to no server. The form keeps it by itself; the way to an identity provider does not.
const link = document.getElementById('provider');
const address = new URL(link.href);
address.searchParams.set('next', address.searchParams.get('next') + location.hash);
link.href = address;
