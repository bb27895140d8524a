import de from './words/de.js';
import en from './words/en.js';

export const language = document.documentElement.lang;
const words = language === 'de' ? de : en;
const plurals = new Intl.PluralRules(language);

/** A text for people; {0}, {1} stand for what is given. With a number first it may differ for one and for many. */
export function say(name, ...given) {
  const word = words[name];
  const text = typeof word === 'string' ? word : word[plurals.select(given[0])] ?? word.other;
  return text.replace(/\{(\d)\}/g, (_, i) => given[i]);
}

/** Adds the words of a page that is loaded only by whoever opens it, by language. */
export function learn(more) {
  Object.assign(words, more[language]);
}
