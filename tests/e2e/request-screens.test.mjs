// request-screens.test.mjs - a resident reports on a phone, a handler and a hotline operator work on it at their desks
// with what officials do beside the plan: a real server, a real Chromium, both languages.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { noBrowser, openBrowser, openPage, signIn, violations } from './lib/browser.mjs'
import { City } from './lib/city.mjs'
import { fits, PASSWORD, until } from './lib/person.mjs'

const skip = noBrowser()
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

const PHONE = { width: 390, height: 844 }
const WORDS = {
  zh: { type: '路面积水', depth: '到膝盖', report: '反映一个问题', done: '收到了', near: '附近已经有人反映过', other: '不是，我的是另一件', mine: '我反映的', extend: '申请延期', urge: '催办', show: '显示，会记下您看过' },
  en: { type: 'Water on the road', depth: 'To the knee', report: 'Report a problem', done: 'Received', near: 'Somebody nearby has reported this', other: 'No, mine is another', mine: 'What I reported', extend: 'Ask for more time', urge: 'Urge', show: 'Show; that you looked is recorded' },
}

const says = (page, words) => page.locator('body').innerText().then((text) => text.includes(words))
const wide = (page) => page.evaluate(() => [...document.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => `${e.tagName}.${e.className} ${(e.innerText ?? '').slice(0, 40)}`).slice(-6).join('; '))

async function fillIn(page, w) {
  await page.locator(`label:has-text("${w.type}")`).click()
  await page.locator(`label:has-text("${w.depth}")`).click()
  await page.fill('#report-words', '车库门口积水，车进不去')
  const pan = page.locator('.pan')
  await pan.scrollIntoViewIfNeeded()
  await until(page, 'the map', async () => (await pan.locator('canvas').count()) === 1 && !(await pan.locator('.cover').count()))
  const box = await pan.boundingBox()
  const x = box.x + box.width / 2, y = box.y + box.height / 2
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 6, y + 4, { steps: 4 })
  await page.mouse.up()
  await page.waitForTimeout(600)
}

for (const lang of ['zh', 'en']) {
  const w = WORDS[lang]
  test(`reported on a phone by moving a map (${lang})`, { skip }, async () => {
    const page = await openPage(browser, { ...PHONE, lang })
    await signIn(page, `${city.url}/#/me`, lang === 'zh' ? 'gu' : 'chen', PASSWORD)
    await page.waitForSelector('.sign-in', { state: 'detached' })
    await page.goto(`${city.url}/#/`)
    await until(page, 'the home page', () => says(page, w.report))
    await page.getByText(w.report).first().click()
    await until(page, 'the types', () => says(page, w.type))
    await page.locator(`label:has-text("${w.type}")`).click()
    await page.locator('button.wide').click()
    await until(page, 'what is missing', async () => (await page.locator('[role=alert] a, .errors a, a[href*="report-words"]').count()) > 0)
    await fillIn(page, w)
    assert.ok(await fits(page))
    assert.deepEqual(await violations(page), [])
    await page.locator('button.wide').click()
    if (lang === 'en') { // the other one is at the same place
      await until(page, 'the similar one', () => says(page, w.near))
      await page.getByText(w.other).click()
    }
    await until(page, 'the number', () => says(page, w.done))
    assert.match(await page.locator('main').innerText(), /RX-\d{4}-\d{4}/)
    assert.deepEqual(await violations(page), [])
    await page.getByText(w.mine).click()
    await until(page, 'my reports', () => says(page, '车库门口积水'))
    await page.close()
  })
}

for (const lang of ['zh', 'en']) {
  const w = WORDS[lang]
  test(`a desk sees what was said, shows the number on record, asks for time; the operator urges (${lang})`, { skip }, async () => {
    const key = city.token('integrator')
    const sent = await fetch(`${city.url}/open311/v2/requests.json`, {
      method: 'POST', body: new URLSearchParams({ api_key: key, service_code: 'tree', lat: '31.1807', long: '121.4194', description: `树要倒了 ${lang}`, phone: '13800001234' }),
    })
    const [{ service_request_id: no }] = await sent.json()
    const page = await openPage(browser, { width: 1440, height: 1000, lang })
    await signIn(page, `${city.url}/desk/case/${no}`, 'handler-xuhui', PASSWORD)
    await until(page, 'the words', () => says(page, `树要倒了 ${lang}`))
    assert.ok(!(await says(page, '13800001234')))
    await page.getByText(w.show).click()
    await until(page, 'the number', () => says(page, '13800001234'))
    await page.getByRole('button', { name: w.extend }).click()
    await page.locator('.hands button.primary').click()
    await until(page, 'what is missing', async () => (await page.locator('.hands a[href^="#hand-"]').count()) === 2)
    await page.fill('#hand-days', '5')
    await page.fill('#hand-reason', '等园林专家')
    assert.deepEqual(await violations(page), [])
    await page.locator('.hands button.primary').click()
    await until(page, 'the asked time', () => says(page, '等园林专家'))
    await page.close()

    const other = await openPage(browser, { ...PHONE, lang })
    await signIn(other, `${city.url}/desk/case/${no}`, 'supervisor', PASSWORD)
    await until(other, 'the question', () => says(other, '等园林专家'))
    await other.fill('#hand-decision', '同意')
    assert.ok(await fits(other), await wide(other))
    assert.deepEqual(await violations(other), [])
    await other.locator('.hands .ask button.primary').click()
    await until(other, 'the grant', async () => (await other.locator('.hands .lines li').count()) === 1)
    await other.getByRole('button', { name: w.urge, exact: true }).click()
    await other.fill('#hand-reason', '市民又来电')
    await other.locator('.hands button.primary').click()
    await until(other, 'the urging', async () => (await other.locator('.hands .lines li').count()) === 2)
    await other.close()
  })
}
