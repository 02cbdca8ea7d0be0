// Who is signed in and which city this is: loaded once for a page.
import { computed, ref } from 'vue'
import { api, Problem, setCsrf, whenSignedOut, type Pack, type User } from './api'
import { startClock } from './clock'
import { setCityOffset } from './format'

export const user = ref<User | null>(null)
export const pack = ref<Pack | null>(null)
export const start = ref<'loading' | 'ready' | 'failing'>('loading')
export const startProblem = ref('')
export const signedIn = computed(() => user.value !== null)

whenSignedOut(() => { user.value = null })

/** Loads pack and session; trouble is shown by the page and tried again by the caller. */
export async function startSession(): Promise<void> {
  startClock()
  try {
    const p = await api.pack()
    setCityOffset(p.utc_offset_minutes)
    pack.value = p
    await resume()
    start.value = 'ready'
  } catch (e) {
    start.value = 'failing'
    startProblem.value = e instanceof Error ? e.message : String(e)
  }
}

async function resume(): Promise<void> {
  try {
    const s = await api.session()
    setCsrf(s.csrf)
    user.value = s.user
  } catch (e) {
    if (!(e instanceof Problem) || e.status !== 401) throw e
    user.value = null
  }
}

export async function signIn(login: string, password: string): Promise<void> {
  const s = await api.signIn(login, password)
  setCsrf(s.csrf)
  user.value = s.user
}

export async function signOut(): Promise<void> {
  try { await api.signOut() } finally { user.value = null; setCsrf('') }
}
