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
