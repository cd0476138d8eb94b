// Reads an email's HTML on standard input and prints what the mail clients we promise do not fully support, as JSON:
// [{ "client", "feature", "support": "none" | "partial", "notes": [] }], each client and feature once, and the CSS
// properties that caniemail knows nothing of: { "client": "*", "feature": property, "support": "unknown" }.
import { caniemail, rawData } from 'caniemail';
import { readFileSync } from 'node:fs';

const clients = ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*', 'samsung-email.*'];
const html = readFileSync(0, 'utf8');
const sheet = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(match => match[1]).join('\n');

// caniemail looks at the rules of a sheet, but not at those within @media.
const nested = [...sheet.matchAll(/@media[^{]+\{((?:[^{}]*\{[^{}]*\})*)\s*\}/g)].map(match => match[1]).join('\n');

const found = new Map();
const note = (client, { title, support, notes }) => found.set(`${client}|${title}`, { client, feature: title, support, notes });
for (const options of [{ html }, ...(nested.trim() ? [{ css: nested }] : [])]) {
  const { issues } = caniemail({ clients, ...options });
  for (const kind of [issues.errors, issues.warnings]) {
    for (const [client, list] of kind.entries()) {
      list.forEach(issue => note(client, issue));
    }
  }
}

const styles = [...html.matchAll(/\sstyle="([^"]*)"/g)].map(match => match[1]);
const blocks = [...sheet.matchAll(/\{([^{}]*)\}/g)].map(match => match[1]);
const properties = new Set([...styles, ...blocks].flatMap(block => block.replaceAll('&#x27;', "'").split(';')).map(part => part.split(':')[0].trim().toLowerCase()).filter(Boolean));
const known = rawData.data.filter(feature => feature.category === 'css').map(feature => `${feature.slug} ${feature.title}`.toLowerCase());
for (const property of properties) {
  // A part of a property that is known (padding-left, border-top-color) is as good as it.
  const whole = property.replace(/^(padding|margin|border)(-(top|right|bottom|left))?(-(color|width|style))?$/, '$1').replace(/^background-color$/, 'background-color');
  if (!known.some(title => title.split(/[\s,&]+/).some(word => word === whole || word === `css-${whole}`))) {
    note('*', { title: property, support: 'unknown', notes: [] });
  }
}

console.log(JSON.stringify([...found.values()]));
