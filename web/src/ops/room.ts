// How much room there is: the wall, a wide wall, a desk, a narrow window, a phone.
import { computed, onBeforeUnmount, onMounted, ref, watchEffect } from 'vue'

export type Mode = 'wall' | 'desk' | 'narrow' | 'phone'

/** The layout goes by width / scale, so that a fine wall gets larger type and not more of it. */
export function modeOf(width: number): Mode {
  if (width >= 1800) return 'wall'
  if (width >= 1200) return 'desk'
  return width >= 760 ? 'narrow' : 'phone'
}

/** A wall of 3840x2160 is the wall of 1920x1080 with type twice as large: who stands 8 m away reads the same. */
export function scaleOf(width: number, height: number, asked: number): number {
  if (asked > 0) return Math.max(1, Math.min(4, asked))
  return Math.max(1, Math.min(4, Math.floor(Math.min(width / 1920, height / 1080) * 4) / 4))
}

export function useRoom() {
  const query = new URLSearchParams(location.search)
  const nearby = query.get('distance') === 'near'
  const asked = nearby ? 1 : Number(query.get('scale')) || 0
  const scale = ref(scaleOf(innerWidth, innerHeight, asked))
  const width = ref(innerWidth / scale.value)
  const height = ref(innerHeight / scale.value)
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
    scale.value = scaleOf(innerWidth, innerHeight, asked)
    width.value = innerWidth / scale.value
    height.value = innerHeight / scale.value
  }
  onMounted(() => {
    window.addEventListener('resize', measure)
  })
  onBeforeUnmount(() => window.removeEventListener('resize', measure))
  watchEffect(() => {
    const style = document.documentElement.style
    style.setProperty('zoom', String(scale.value))
    style.setProperty('--scale', String(scale.value)) // heights of the window are not zoomed along
    document.documentElement.dataset.distance = far.value ? 'far' : 'near'
  })
  return { width, height, mode, far, extra, covers, vitals }
}
