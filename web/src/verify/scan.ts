// Reading a QR from the camera: the browser's own detector where there is one, else jsqr.
interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>
}
type DetectorClass = new (o: { formats: string[] }) => Detector

export interface Scanner {
  stop(): void
}

async function reader(): Promise<(video: HTMLVideoElement) => Promise<string | null>> {
  const Native = (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (Native) {
    const detector = new Native({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
  }
  const { default: jsqr } = await import('jsqr')
  const canvas = document.createElement('canvas')
  const at = canvas.getContext('2d', { willReadFrequently: true })
  return (video) => {
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    if (!at || !canvas.width) return Promise.resolve(null)
    at.drawImage(video, 0, 0)
    const picture = at.getImageData(0, 0, canvas.width, canvas.height)
    return Promise.resolve(jsqr(picture.data, picture.width, picture.height)?.data ?? null)
  }
}

/** Calls `found` once. Throws where there is no camera or the person says no. */
export async function scan(video: HTMLVideoElement, found: (text: string) => void): Promise<Scanner> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  const read = await reader()
  let on = true
  video.srcObject = stream
  await video.play()
  const stop = (): void => {
    on = false
    stream.getTracks().forEach((t) => t.stop())
  }
  const look = async (): Promise<void> => {
    if (!on) return
    let text: string | null = null
    try {
      text = await read(video)
    } catch {
      text = null // a frame that cannot be read is no answer
    }
    if (!on) return
    if (text) {
      stop()
      found(text)
    } else setTimeout(() => void look(), 120)
  }
  void look()
  return { stop }
}
