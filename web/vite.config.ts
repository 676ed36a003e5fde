import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { oneLanguage } from './one-language.ts'

/** Writes a brotli copy beside each text file of the build, so that the server never compresses the same bytes twice. */
function precompress(): Plugin {
  let folder = ''
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    async closeBundle() {
      const files = (await readdir(folder, { recursive: true })).filter(file => /\.(js|css|html|svg)$/.test(file))
      await Promise.all(
        files.map(async file => {
          const path = join(folder, file)
          await writeFile(`${path}.br`, await promisify(brotliCompress)(await readFile(path)))
        }),
      )
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [oneLanguage(), react(), precompress()],
  // In development pages come from here and answers from a running program, which refuses writes of foreign origin:
  // the browser's own host must reach it.
  server: { proxy: { '/api': { target: process.env.HUIFANG_URL ?? 'http://127.0.0.1:7700', changeOrigin: false } } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
})
