// Dark by the clock (19:00 to 6:00 in the city) or by hand; the hand is remembered for the night.
import { computed, ref, watchEffect } from 'vue'
import { now } from '../shared/clock'
import { clock } from '../shared/format'

type Choice = 'auto' | 'dark' | 'light'
const KEY = 'xiucheng.field.night'
const read = (): Choice => {
  const v = localStorage.getItem(KEY)
  return v === 'dark' || v === 'light' ? v : 'auto'
}

export function useNight() {
  const choice = ref<Choice>(read())
  const hour = computed(() => Number(clock(now.value).slice(0, 2)))
  const dark = computed(() => (choice.value === 'auto' ? hour.value >= 19 || hour.value < 6 : choice.value === 'dark'))
  watchEffect(() => {
    if (dark.value) document.documentElement.dataset.theme = 'wall'
    else delete document.documentElement.dataset.theme
  })
  function toggle(): void {
    choice.value = dark.value ? 'light' : 'dark'
    localStorage.setItem(KEY, choice.value)
  }
  return { dark, toggle }
}
