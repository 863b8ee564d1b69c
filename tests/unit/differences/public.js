// Compares pairs of documents with openapi-diff; null for those that are not OpenAPI 3.0.
const fs = require('fs');
const path = require('path');
const [modules, pairs, target] = process.argv.slice(2);
const differ = require(path.join(modules, 'openapi-diff'));

async function compared([old, new_]) {
  const [source, destination] = [old, new_].map((content, number) => ({
    content: JSON.stringify(content), location: `${number}.json`, format: 'openapi3',
  }));
  try {
    const found = await differ.diffSpecs({sourceSpec: source, destinationSpec: destination});
    return (found.breakingDifferences || []).map((difference) => difference.code);
  } catch (error) {
    if (error.code === 'OPENAPI_DIFF_PARSE_ERROR') return null;
    throw error;
  }
}

Promise.all(JSON.parse(fs.readFileSync(pairs)).map(compared)).then((found) => {
  fs.writeFileSync(target, JSON.stringify(found));
});
