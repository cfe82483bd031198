// What readers of others make of a file: `node read.mjs READER FORMAT FILE` prints CSL-JSON.
import { readFileSync } from 'node:fs'

const [reader, format, file] = process.argv.slice(2)
const text = readFileSync(file, 'utf8')

async function citationJs () {
  const { Cite, plugins } = await import('@citation-js/core')
  await import('@citation-js/plugin-ris')
  await import('@citation-js/plugin-bibtex')
  await import('@citation-js/plugin-csl')
  const forced = { ris: '@ris/file', bibtex: '@bibtex/text', 'csl-json': '@csl/list+object' }[format]
  const input = format === 'csl-json' ? JSON.parse(text) : text
  void plugins
  return new Cite(input, { forceType: forced, generateGraph: false }).data
}

async function converter () {
  const module = await import('biblatex-csl-converter')
  const parser = {
    bibtex: (input) => new module.BibLatexParser(input, { processUnexpected: true, processUnknown: true }),
    biblatex: (input) => new module.BibLatexParser(input, { processUnexpected: true, processUnknown: true }),
    ris: (input) => new module.RISParser(input)
  }[format](text)
  const parsed = parser.parse()
  const entries = parsed.entries ?? parsed
  const exported = new module.CSLExporter(entries, false, { useEntryKeys: true }).parse()
  return Object.values(exported)
}

const items = await { 'citation-js': citationJs, 'biblatex-csl-converter': converter }[reader]()
process.stdout.write(JSON.stringify(items))
