// Makes .br and .gz beside the text files of web/dist, so that the server never compresses anything.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const SMALLEST_BYTES = 1024
const TEXT = /\.(html|js|mjs|css|json|geojson|svg|txt|webmanifest)$/

function* files(dir) {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name)
    if (statSync(path).isDirectory()) yield* files(path)
    else yield path
  }
}

let count = 0
for (const path of [...files(process.argv[2] ?? 'web/dist')]) {
  if (!TEXT.test(path)) continue
  const bytes = readFileSync(path)
  if (bytes.length < SMALLEST_BYTES) continue
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, options))
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
  count++
}
console.log(`precompress: ${count} files`)
