// browser.mjs - a real Chromium for end-to-end tests, driven by the playwright-core of web/.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './city.mjs'

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

// Why the browser tests cannot run here, or false.
export function noBrowser() {
  if (!existsSync(join(root, 'web/node_modules/playwright-core'))) return 'web/node_modules is not installed'
  if (!existsSync(join(root, 'web/dist/ops.html'))) return 'web/dist is not built'
  return PLACES.some((p) => p && existsSync(p)) ? false : 'no Chromium here (set CHROMIUM)'
}

export async function openBrowser() {
  const require = createRequire(join(root, 'web/package.json'))
  const { chromium } = require('playwright-core')
  return chromium.launch({
    executablePath: PLACES.find((p) => p && existsSync(p)),
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  })
}

// A page that fails the test on any error of its own; calm, because pictures are drawn in software.
export async function openPage(browser, { width = 1920, height = 1080, lang = 'zh', context = {} } = {}) {
  const ctx = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', ...context })
  await ctx.addInitScript((l) => { if (!localStorage.getItem('xiucheng.lang')) localStorage.setItem('xiucheng.lang', l) }, lang)
  const page = await ctx.newPage()
  page.faults = []
  page.on('pageerror', (e) => page.faults.push(e.message))
  page.on('console', (m) => { if (m.type() === 'error' && /Content Security|Uncaught/.test(m.text())) page.faults.push(m.text()) })
  return page
}

export async function signIn(page, url, login, password) {
  await page.goto(url)
  await page.fill('#sign-in-login', login)
  await page.fill('#sign-in-password', password)
  await page.click('.sign-in form .btn.primary')
}

// Runs axe over the page: the violations, each in one line.
export async function violations(page) {
  const require = createRequire(join(root, 'web/package.json'))
  const { source } = require('axe-core')
  await page.evaluate(source)
  const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
  return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(', ')}`)
}
