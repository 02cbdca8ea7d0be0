// city.mjs - starts a real server on a free port with a fresh data folder, for end-to-end tests.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..')
export const program = join(process.env.XIUCHENG_BUILD ?? join(root, 'build'), 'xiucheng')

// The folder with outside data and suites, or null where it is missing.
export function sharedFolder() {
  const folder = process.env.XIUCHENG_SHARED ?? join(root, '../shared')
  return existsSync(join(folder, 'data')) ? folder : null
}

export function freePort() {
  return new Promise((done) => {
    const s = createServer()
    s.listen(0, '127.0.0.1', () => {
      const { port } = s.address()
      s.close(() => done(port))
    })
  })
}

// XIUCHENG_STORE: a PostgreSQL (tests/pg/cluster.py); each data folder gets a schema of its own there.
function storeOptions(data) {
  const url = process.env.XIUCHENG_STORE
  if (!url) return []
  const schema = basename(data).toLowerCase().replace(/[^a-z0-9]/g, '_')
  execFileSync('psql', [url, '-qAtX', '-c', `SET client_min_messages = error; CREATE SCHEMA IF NOT EXISTS ${schema}`])
  return ['--store', `${url}&options=-csearch_path%3D${schema}`]
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms))

export class City {
  static async open({ pack = 'packs/shanghai', demo = true, data = mkdtempSync(join(tmpdir(), 'xc-e2e-')) } = {}) {
    const city = new City()
    Object.assign(city, { pack: join(root, pack), demo, data, port: await freePort(), log: '' })
    city.url = `http://127.0.0.1:${city.port}`
    await city.start()
    return city
  }

  async start() {
    const args = ['serve', '--pack', this.pack, '--data', this.data, '--listen', `127.0.0.1:${this.port}`,
      ...storeOptions(this.data)]
    if (existsSync(join(root, 'web/dist'))) args.push('--web', join(root, 'web/dist'))
    if (this.demo) args.push('--demo')
    this.process = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    this.process.stderr.on('data', (text) => (this.log += text))
    const child = this.process
    let ended = false
    this.ended = new Promise((done) => child.on('exit', () => { ended = true; done() }))
    for (let tries = 0; tries < 400; tries++) {
      if (ended) throw new Error(`the server ended:\n${this.log.slice(-2000)}`)
      try {
        if ((await fetch(`${this.url}/healthz`)).ok) return
      } catch { /* not there yet */ }
      await pause(100)
    }
    throw new Error('the server does not answer')
  }

  async kill(signal = 'SIGKILL') {
    this.process.kill(signal)
    await this.ended
  }

  async close() {
    await this.kill('SIGTERM')
    rmSync(this.data, { recursive: true, force: true })
  }

  token(role = 'integrator', name = 'test') {
    return execFileSync(program, ['token', '--data', this.data, '--role', role, '--name', name], { encoding: 'utf8' }).trim()
  }

  // One request with a token: the parsed JSON; an answer from 400 throws.
  async get(path, token) {
    const answer = await fetch(this.url + path, { headers: { Authorization: `Bearer ${token}` } })
    const body = await answer.json()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`)
    return body
  }
}
