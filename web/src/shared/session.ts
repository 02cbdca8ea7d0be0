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

const KEPT = 'xiucheng.user'
whenSignedOut(() => {
  user.value = null
  localStorage.removeItem(KEPT)
})

/** Who was signed in when there was a network; only for pages that work without one. */
function keptUser(): User | null {
  const text = localStorage.getItem(KEPT)
  return text ? (JSON.parse(text) as User) : null
}

/** Loads pack and session; trouble is shown by the page and tried again by the caller. With `offline`
 *  the page also opens without a network, for the person who last used it here. */
export async function startSession(offline = false): Promise<void> {
  startClock()
  try {
    const p = await api.pack()
    setCityOffset(p.utc_offset_minutes)
    pack.value = p
    await resume(offline)
    start.value = 'ready'
  } catch (e) {
    start.value = 'failing'
    startProblem.value = e instanceof Error ? e.message : String(e)
  }
}

async function resume(offline: boolean): Promise<void> {
  try {
    const s = await api.session()
    setCsrf(s.csrf)
    user.value = s.user
    if (offline) localStorage.setItem(KEPT, JSON.stringify(s.user))
  } catch (e) {
    if (offline && e instanceof Problem && e.offline && keptUser()) {
      user.value = keptUser()
      return
    }
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
  try {
    await api.signOut()
  } finally {
    user.value = null
    setCsrf('')
    localStorage.removeItem(KEPT)
  }
}
