// Two tones for a new critical case at a seat: once, and again after a minute if nobody saw it. Never on the wall.
import { ref } from 'vue'

const KEY = 'xiucheng.sound'
const AGAIN_MS = 60000
export const soundOn = ref(localStorage.getItem(KEY) !== 'off')
export function toggleSound(): void {
  soundOn.value = !soundOn.value
  localStorage.setItem(KEY, soundOn.value ? 'on' : 'off')
}

let audio: AudioContext | undefined
function tone(at: number, hertz: number): void {
  if (!audio) return
  const wave = audio.createOscillator()
  const loud = audio.createGain()
  wave.frequency.value = hertz
  loud.gain.setValueAtTime(0, at)
  loud.gain.linearRampToValueAtTime(0.2, at + 0.02)
  loud.gain.linearRampToValueAtTime(0, at + 0.28)
  wave.connect(loud).connect(audio.destination)
  wave.start(at)
  wave.stop(at + 0.3)
}
function ring(): void {
  if (!soundOn.value) return
  audio ??= new AudioContext()
  if (audio.state === 'suspended') void audio.resume()
  tone(audio.currentTime, 660)
  tone(audio.currentTime + 0.32, 880)
}

/** Rings for a case; `unseen` is asked again after a minute. */
export function alarmFor(unseen: () => boolean): void {
  ring()
  setTimeout(() => {
    if (unseen()) ring()
  }, AGAIN_MS)
}
