// The build: five pages that share chunks, and a dev server that passes the API on.
import { defineConfig, type Plugin } from 'vite'
import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'

const pages = ['index', 'ops', 'desk', 'field', 'verify'] as const
const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

// In development /ops/310104 is answered by ops.html, as the server does it.
function pageAddresses(): Plugin {
  return {
    name: 'page-addresses',
    configureServer(server) {
      server.middlewares.use((req, _res, next) => {
        const page = /^\/(ops|desk|field|verify)(?:[/?].*)?$/.exec(req.url ?? '')
        if (page) req.url = `/${page[1]}.html`
        next()
      })
    },
  }
}

const target = process.env.XIUCHENG_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue(), pageAddresses()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      input: Object.fromEntries(pages.map((p) => [p, file(`./${p}.html`)])),
      output: {
        manualChunks(id) {
          if (id.includes('maplibre-gl')) return 'map'
          if (id.includes('echarts') || id.includes('zrender')) return 'chart'
          if (id.includes('node_modules/@vue') || id.includes('node_modules/vue')) return 'vue'
          return undefined
        },
      },
    },
  },
  server: { proxy: { '/api': target, '/pack/': target, '/sta': target, '/healthz': target } },
})
