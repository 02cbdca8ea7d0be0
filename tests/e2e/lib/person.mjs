// person.mjs - one signed-in person of the API, and what the browser tests wait for.
import assert from 'node:assert/strict'

export const PASSWORD = 'xiucheng-demo'

// (method, path, body) => the answer's JSON; an answer from 400 fails the test. `.raw` gives status and body instead.
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
    assert.ok(reply.status < 400, `${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)?.slice(0, 300)}`)
    return reply.body
  }
  return Object.assign(ask, { raw })
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
