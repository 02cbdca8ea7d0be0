// person.mjs - one signed-in person of the API, and what the browser tests wait for.
import assert from 'node:assert/strict'

export const PASSWORD = 'xiucheng-demo'

// (method, path, body) => the answer's JSON; an answer from 300 fails the test. `.raw` gives status and body instead.
export async function person(city, login) {
  const answer = await fetch(`${city.url}/api/v1/session`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login, password: PASSWORD }),
  })
  assert.equal(answer.status, 200, `${login} signs in`)
  const cookie = answer.headers.get('set-cookie').split(';')[0]
  const { csrf } = await answer.json()
  const raw = async (method, path, body) => {
    const reply = await fetch(`${city.url}/api/v1${path}`, {
      method, headers: { Cookie: cookie, 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body),
    })
    const text = await reply.text()
    return { status: reply.status, body: text && reply.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null }
  }
  const ask = async (method, path, body) => {
    const reply = await raw(method, path, body)
    assert.ok(reply.status < 300, `${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)?.slice(0, 300)}`)
    return reply.body
  }
  return Object.assign(ask, { raw })
}

// The same as an object, for tests of what is refused as well: call answers {status, json} whatever it is.
export class Person {
  static async signIn(city, login) {
    const p = new Person()
    p.login = login
    p.ask = await person(city, login)
    return p
  }

  async call(method, path, body) {
    const { status, body: json } = await this.ask.raw(method, path, body)
    return { status, json }
  }

  ok(method, path, body) {
    return this.ask(method, path, body)
  }

  async refused(status, method, path, body) {
    const answer = await this.call(method, path, body)
    assert.equal(answer.status, status, JSON.stringify(answer.json))
    assert.ok(answer.json.error.message.length > 3)
    return answer.json.error
  }

  // The open task of a case, of one step if it is named.
  async taskOf(no, element) {
    const { tasks } = await this.ok('GET', '/tasks?limit=500')
    return tasks.find((t) => t.case === no && (!element || t.element === element) && !['done', 'cancelled'].includes(t.state))
  }

  async complete(no, element, answers) {
    const task = await this.taskOf(no, element)
    assert.ok(task, `a task of ${no} for ${element}`)
    assert.equal(task.element, element)
    return this.ok('POST', `/tasks/${task.id}/complete`, { answers })
  }
}

export async function applyFor(who, office, answers = {}) {
  const { id } = await who('POST', '/applications', { matter: 'no-criminal-record' })
  await who('PUT', `/applications/${id}/answers`, { answers: { purpose: 'work', office, promise: true, ...answers } })
  return who('POST', `/applications/${id}/submit`, {})
}

export async function until(page, what, check, seconds = 30) {
  for (let i = 0; i < seconds * 4; i++) {
    if (await check()) return
    await page.waitForTimeout(250)
  }
  assert.fail(`${what} did not happen in ${seconds} s; page says: ${(await page.locator('body').innerText()).slice(0, 800)}`)
}
export const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

// A real photograph's worth of bytes: the smallest PNG that is one.
export const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
