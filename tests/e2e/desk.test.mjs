// desk.test.mjs - a resident applies, the official takes the case from the queue and decides it on the screen: a real
// server, a real Chromium, both languages.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { noBrowser, openBrowser, openPage, signIn, violations } from './lib/browser.mjs'
import { City } from './lib/city.mjs'

const skip = noBrowser()
const PASSWORD = 'xiucheng-demo'
let city, browser

before(async () => {
  if (skip) return
  city = await City.open({ pack: 'packs/shanghai', demo: true })
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await city?.close()
})

// One signed-in person of the API.
async function person(login) {
  const answer = await fetch(`${city.url}/api/v1/session`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login, password: PASSWORD }),
  })
  assert.equal(answer.status, 200, `${login} signs in`)
  const cookie = answer.headers.get('set-cookie').split(';')[0]
  const { csrf } = await answer.json()
  return async (method, path, body) => {
    const reply = await fetch(`${city.url}/api/v1${path}`, {
      method, headers: { Cookie: cookie, 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body),
    })
    const text = await reply.text()
    assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${text.slice(0, 300)}`)
    return text ? JSON.parse(text) : null
  }
}
async function apply(who, office) {
  const { id } = await who('POST', '/applications', { matter: 'no-criminal-record' })
  await who('PUT', `/applications/${id}/answers`, { answers: { purpose: 'work', office, promise: true } })
  return who('POST', `/applications/${id}/submit`, {})
}
async function until(page, what, check, seconds = 30) {
  for (let i = 0; i < seconds * 4; i++) {
    if (await check()) return
    await page.waitForTimeout(250)
  }
  assert.fail(`${what} did not happen in ${seconds} s; page says: ${(await page.locator('body').innerText()).slice(0, 800)}`)
}
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

test('applied for at the wrong station, approved on the right one\'s screen, by keyboard', { skip }, async () => {
  const gu = await person('gu')
  const sent = await apply(gu, 'PS-xujiahui')
  const page = await openPage(browser, { width: 1440, height: 1000 })
  await signIn(page, `${city.url}/desk`, 'police-tianlin', PASSWORD)
  await until(page, 'the row', async () => (await page.locator('.row').count()) === 1)
  assert.match(await page.locator('.row').innerText(), /顾\*\*/)
  assert.match(await page.locator('nav [aria-current]').innerText(), /1/)
  assert.equal(await page.locator('.row').evaluate((r) => r.getBoundingClientRect().height), 52)
  assert.deepEqual(await violations(page), [])

  await page.keyboard.press('Enter')
  await until(page, 'the case', async () => (await page.locator('.case h1').count()) === 1)
  const text = await page.locator('.case').innerText()
  for (const words of [sent.case, '这件从徐家汇派出所转来', '田林新村派出所', '没有查到犯罪记录', '310000 ******** 2X', '居民身份证', '工作时间'])
    assert.ok(text.includes(words), `the page says ${words}`)
  assert.ok(!text.includes('31000019960229002X'), 'the number is masked')
  await page.getByRole('button', { name: '显示身份证号' }).click()
  assert.ok((await page.locator('.case').innerText()).includes('31000019960229002X'), 'and shown when asked for')
  assert.deepEqual(await violations(page), [])

  await page.getByRole('button', { name: '不予出具' }).click()
  await page.locator('#desk-send').click()
  await until(page, 'what is missing', async () => (await page.locator('.summary li').count()) === 1)
  await page.getByRole('button', { name: '回去' }).click()
  await page.getByRole('button', { name: '出具证明并签章' }).click()
  await until(page, 'the confirmation', async () => /已办：出具证明并签章/.test(await page.locator('#decision').innerText()))
  const now = await gu('GET', `/applications/${sent.id}`)
  assert.equal(now.state, 'approved')
  assert.ok(now.licence)
  await page.keyboard.press('Escape')
  await until(page, 'the empty queue', async () => /现在没有要您办的件/.test(await page.locator('.queue').innerText()))
  assert.deepEqual(page.faults, [])
  await page.context().close()
})

test('a supplement is asked for once, with all that is missing; then the case waits for the applicant', { skip }, async () => {
  const gu = await person('gu')
  const sent = await apply(gu, 'PS-tianlin')
  const page = await openPage(browser, { width: 1440, height: 1000, lang: 'en' })
  await signIn(page, `${city.url}/desk`, 'police-tianlin', PASSWORD)
  await until(page, 'the row', async () => (await page.locator('.row').count()) === 1)
  await page.locator('.row').click()
  await page.getByRole('button', { name: 'Ask once for what is missing' }).click()
  await page.getByRole('checkbox', { name: 'Proof of use' }).check()
  await page.locator('#desk-send').click()
  await until(page, 'the confirmation', async () => /Done: Ask once/.test(await page.locator('#decision').innerText()))
  const now = await gu('GET', `/applications/${sent.id}`)
  assert.equal(now.state, 'waiting_applicant')
  assert.equal(now.missing[0].zh, '用途材料')
  await page.goto(`${city.url}/desk?queue=waiting`)
  await until(page, 'the waiting row', async () => (await page.locator('.row').count()) === 1)
  await page.locator('.row').click()
  await until(page, 'the stopped clock', async () => /Clock paused/.test(await page.locator('.case').innerText()))
  assert.deepEqual(await violations(page), [])
  assert.deepEqual(page.faults, [])
  await page.context().close()
})

test('a bad rating is called back with the forms of its plan', { skip }, async () => {
  const gu = await person('gu')
  const sent = await apply(gu, 'PS-tianlin')
  const official = await person('police-tianlin')
  const task = (await official('GET', '/tasks')).tasks.find((x) => x.case === sent.case)
  await official('POST', `/tasks/${task.id}/complete`, { answers: { decision: 'approve' } })
  await gu('POST', `/applications/${sent.id}/rating`, { score: 5, reasons: [], text: '等得太久' })

  const page = await openPage(browser, { width: 1440, height: 1000 })
  await signIn(page, `${city.url}/desk?queue=bad_rating`, 'supervisor', PASSWORD)
  await until(page, 'the call-back', async () => (await page.locator('.row').count()) === 1)
  await page.locator('.row').click()
  await until(page, 'the form', async () => (await page.getByRole('radio', { name: '属实，要整改' }).count()) === 1)
  assert.match(await page.locator('.case').innerText(), /评价人打了 5 分/)
  await page.locator('#desk-send').click()
  await until(page, 'both problems at once', async () => (await page.locator('.summary li').count()) === 2)
  assert.deepEqual(await violations(page), [])
  await page.getByRole('radio', { name: '属实，要整改' }).check()
  await page.getByLabel('市民怎么说').fill('窗口等了一个小时')
  await page.locator('#desk-send').click()
  await until(page, 'the confirmation', async () => /已办：回访核实/.test(await page.locator('#decision').innerText()))
  const next = (await (await person('supervisor'))('GET', '/tasks?queue=bad_rating')).tasks
  assert.equal(next[0].name.zh, '整改')
  assert.deepEqual(page.faults, [])
  await page.context().close()
})

test('on a phone, in both languages, nothing scrolls sideways', { skip }, async () => {
  await apply(await person('gu'), 'PS-xujiahui')
  for (const lang of ['zh', 'en']) {
    const page = await openPage(browser, { width: 390, height: 844, lang })
    await signIn(page, `${city.url}/desk`, 'police-tianlin', PASSWORD)
    await until(page, 'the row', async () => (await page.locator('.row').count()) === 1)
    assert.ok(await fits(page), 'the queue fits')
    assert.deepEqual(await violations(page), [])
    await page.locator('.row').click()
    await until(page, 'the case', async () => (await page.locator('#decision').count()) === 1)
    assert.ok(await fits(page), 'the case fits')
    assert.deepEqual(await violations(page), [])
    assert.deepEqual(page.faults, [])
    await page.context().close()
  }
})
