// The easy mode: larger, fewer, read aloud; remembered on this device.
import { ref, watchEffect } from 'vue'
import { lang } from '../shared/i18n'

const KEY = 'xiucheng.elder'
export const elder = ref(localStorage.getItem(KEY) === '1')
export function setElder(on: boolean): void {
  elder.value = on
  if (on) localStorage.setItem(KEY, '1')
  else localStorage.removeItem(KEY)
}
// UX.md 3.6: proposed, never forced, from 60 (the age of the law on the rights of the elderly).
const ELDER_AGE = 60
const ASKED = 'xiucheng.elder.asked'
const asked = ref(localStorage.getItem(ASKED) === '1')
export const mayPropose = (age: number | null | undefined): boolean =>
  !elder.value && !asked.value && typeof age === 'number' && age >= ELDER_AGE
/** The answer to the proposal: it is not asked again on this device. */
export function answerProposal(yes: boolean): void {
  asked.value = true
  localStorage.setItem(ASKED, '1')
  if (yes) setElder(true)
}
watchEffect(() => {
  if (elder.value) document.documentElement.dataset.mode = 'elder'
  else delete document.documentElement.dataset.mode
})

export const canSpeak = 'speechSynthesis' in window
export const speaking = ref(false)
/** Reads the page's own text, or stops. */
export function readAloud(): void {
  if (speaking.value) {
    speechSynthesis.cancel()
    speaking.value = false
    return
  }
  const text = document.getElementById('main')?.innerText ?? ''
  const said = new SpeechSynthesisUtterance(text.slice(0, 2000))
  said.lang = lang.value === 'zh' ? 'zh-CN' : 'en-GB'
  said.rate = 0.85
  said.onend = said.onerror = () => {
    speaking.value = false
  }
  speaking.value = true
  speechSynthesis.speak(said)
}
