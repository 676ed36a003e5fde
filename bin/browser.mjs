import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A Chromium for the journeys. Under root on Debian it and a Chinese font are installed when missing. */
export function findBrowser() {
  if (process.env.HUIFANG_BROWSER) return process.env.HUIFANG_BROWSER
  installOnDebian()
  return known.find(program => existsSync(program))
}

function installOnDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return
  const missing = ['chromium', 'fonts-noto-cjk'].filter(name => spawnSync('dpkg', ['-s', name]).status !== 0)
  if (missing.length === 0) return
  console.log(`Installing ${missing.join(' and ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const arguments_ of [['update'], ['install', '-y', '--no-install-recommends', ...missing]]) {
    spawnSync('apt-get', ['-qq', ...arguments_], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  }
}
