// How much room there is: the wall, a wide wall, a desk, a narrow window, a phone.
import { computed, onBeforeUnmount, onMounted, ref, watchEffect } from 'vue'

export type Mode = 'wall' | 'desk' | 'narrow' | 'phone'

/** The layout goes by width / scale, so that a fine wall gets larger type and not more of it. */
export function modeOf(width: number): Mode {
  if (width >= 1800) return 'wall'
  if (width >= 1200) return 'desk'
  return width >= 760 ? 'narrow' : 'phone'
}

export function useRoom() {
  const query = new URLSearchParams(location.search)
  const scale = Math.max(1, Math.min(4, Number(query.get('scale')) || 1))
  const nearby = query.get('distance') === 'near'
  const width = ref(innerWidth / scale)
  const height = ref(innerHeight / scale)
  const mode = computed<Mode>(() => (nearby && modeOf(width.value) === 'wall' ? 'desk' : modeOf(width.value)))
  const far = computed(() => mode.value === 'wall')
  const extra = computed(() => far.value && width.value >= 3000)
  const covers = computed(() => mode.value === 'narrow' || mode.value === 'phone')
  const vitals = computed(() => {
    if (mode.value === 'phone' || height.value < 620) return 0
    if (far.value) return extra.value ? 16 : 8
    return Math.max(3, Math.floor(width.value / 170))
  })
  const measure = (): void => {
    width.value = innerWidth / scale
    height.value = innerHeight / scale
  }
  onMounted(() => {
    window.addEventListener('resize', measure)
    if (scale > 1) document.documentElement.style.setProperty('zoom', String(scale))
  })
  onBeforeUnmount(() => window.removeEventListener('resize', measure))
  watchEffect(() => {
    document.documentElement.dataset.distance = far.value ? 'far' : 'near'
  })
  return { width, height, mode, far, extra, covers, vitals }
}
