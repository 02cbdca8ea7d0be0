// verify.test.mjs - the verifier's page in a real browser: five verdicts by the server, and again without a network.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { City } from './lib/city.mjs'
import { noBrowser, openBrowser, openPage, violations } from './lib/browser.mjs'

const PASSWORD = 'xiucheng-demo'
const skip = noBrowser()
const pictures = process.env.PICTURES // a folder for screenshots
let city, browser, gu, official, licence

async function person(login) {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(`${city.url}/api/v1/session`, { method: 'POST', headers, body: JSON.stringify({ login, password: PASSWORD }) })
  assert.equal(answer.status, 200, `${login} signs in`)
  const cookie = answer.headers.get('set-cookie').split(';')[0]
  const { csrf } = await answer.json()
  return async (method, path, body) => {
    const init = { method, headers: { ...headers, Cookie: cookie, 'X-CSRF-Token': csrf } }
    if (body !== undefined) init.body = JSON.stringify(body)
    const got = await fetch(`${city.url}/api/v1${path}`, init)
    const text = await got.text()
    assert.ok(got.ok, `${method} ${path}: ${got.status} ${text.slice(0, 300)}`)
    return text ? JSON.parse(text) : null
  }
}

// A licence from the resident's application to the station's approval.
async function issued() {
  const page = await gu('POST', '/applications', { matter: 'no-criminal-record' })
  await gu('PUT', `/applications/${page.id}/answers`, { answers: { purpose: 'work', office: 'PS-tianlin', promise: true } })
  const sent = await gu('POST', `/applications/${page.id}/submit`, {})
  const { tasks } = await official('GET', '/tasks?mine=1')
  const task = tasks.find((t) => t.case === sent.case)
  await official('POST', `/tasks/${task.id}/complete`, { answers: { decision: 'approve' } })
  return (await gu('GET', `/applications/${page.id}`)).licence
}
const shown = async () => (await gu('POST', `/licences/${licence}/show`, { facts: ['name', 'result'] })).code

// Another name in the same code, under the same signature.
function forge(code) {
  const [head, body, signature] = code.split('.')
  const said = JSON.parse(Buffer.from(body, 'base64url').toString())
  said.f[0][1] = '别人'
  return `${head}.${Buffer.from(JSON.stringify(said)).toString('base64url')}.${signature}`
}

async function paste(page, code) {
  const again = page.getByRole('button', { name: /再验一张|Verify another/ })
  if (await again.isVisible()) await again.click()
  await page.fill('#code', code)
  await page.getByRole('button', { name: /验证这个码|Verify this code/ }).click()
  await again.waitFor()
  return { word: await page.locator('h1').innerText(), text: await page.locator('main').innerText() }
}

async function picture(page, name) {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

before(async () => {
  if (skip) return
  city = await City.open()
  browser = await openBrowser()
  gu = await person('gu')
  official = await person('police-tianlin')
  licence = await issued()
})
after(async () => {
  await browser?.close()
  await city?.close()
})

for (const lang of ['zh', 'en'])
  test(`by the server, without signing in (${lang})`, { skip }, async () => {
    const say = (zh, en) => (lang === 'zh' ? zh : en)
    const page = await openPage(browser, { width: 390, height: 844, lang })
    await page.goto(`${city.url}/verify`)
    await page.locator('#code').waitFor()
    await page.waitForTimeout(500)
    assert.deepEqual(await violations(page), [])
    await picture(page, `start-${lang}`)
    await page.getByRole('button', { name: say('打开相机扫码', 'Scan with the camera') }).click()
    await page.getByRole('alert').waitFor() // no camera here: it says so, and pasting stays

    const code = await shown()
    await page.goto(`${city.url}/verify#${code}`)
    await page.locator('h1', { hasText: say('有效', 'Valid') }).waitFor()
    const text = await page.locator('main').innerText()
    assert.match(text, say(/顾小棠/, /Gu Xiaotang/)) // in the reader's language
    assert.match(text, lang === 'zh' ? /请看一眼本人和姓名是否相符[^]*联网验证/ : /matches the name[^]*Verified online/)
    const size = await page.locator('.top svg').boundingBox()
    assert.equal(Math.round(size.width), 116)
    assert.equal(await page.locator('h1').evaluate((e) => getComputedStyle(e).fontSize), '56px')
    assert.ok((await page.evaluate(() => document.documentElement.scrollHeight)) <= 844, 'it fits one screen')
    assert.deepEqual(await violations(page), [])
    await picture(page, `valid-${lang}`)

    const again = await paste(page, code)
    assert.equal(again.word, say('已过期', 'Expired'))
    assert.ok(!/顾小棠|Gu Xiaotang/.test(again.text), 'a used code shows nobody')
    assert.deepEqual(await violations(page), [])
    await picture(page, `used-${lang}`)
    assert.equal((await paste(page, forge(await shown()))).word, say('被改动', 'Altered'))
    assert.deepEqual(await violations(page), [])
    await picture(page, `altered-${lang}`)
    assert.equal((await paste(page, 'https://example.org/ticket/7')).word, say('查不到', 'Not found'))
    assert.deepEqual(await violations(page), [])
    await picture(page, `unknown-${lang}`)
    assert.deepEqual(page.faults, [])
    await page.context().close()
  })

test('without a network: opens, verifies, knows what was withdrawn', { skip }, async () => {
  const page = await openPage(browser, { width: 390, height: 844 })
  await page.goto(`${city.url}/verify`)
  await page.getByText(/本机存有/).waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller)
  await page.waitForTimeout(1000)

  const fresh = await shown()
  const other = await shown()
  await page.context().setOffline(true)
  await city.kill('SIGTERM') // so that nothing can have come from it
  await page.reload()
  await page.locator('#code').waitFor()
  const valid = await paste(page, fresh)
  assert.equal(valid.word, '有效')
  assert.match(valid.text, /顾小棠[^]*没有联网，按本机 \d\d:\d\d 的名单验的/)
  assert.deepEqual(await violations(page), [])
  await picture(page, 'offline-valid')
  assert.equal((await paste(page, fresh)).word, '已过期', 'once on this phone')
  assert.equal((await paste(page, forge(other))).word, '被改动')

  await city.start()
  gu = await person('gu')
  official = await person('police-tianlin')
  const last = await shown()
  await official('POST', `/licences/${licence}/revoke`, { reason: '签发有误' })
  await page.context().setOffline(false)
  await page.reload()
  await page.waitForFunction(async () => {
    const { list } = await (await fetch('/api/v1/verify/status')).json()
    return JSON.parse(localStorage.getItem('xiucheng.verify')).status.list === list
  })
  await page.context().setOffline(true)
  const revoked = await paste(page, last)
  assert.equal(revoked.word, '已吊销')
  assert.match(revoked.text, /没有联网/)
  assert.ok(!revoked.text.includes('签发有误'))
  assert.deepEqual(await violations(page), [])
  await picture(page, 'offline-revoked')
  assert.deepEqual(page.faults, [])
  await page.context().close()
})
