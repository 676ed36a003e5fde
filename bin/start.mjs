#!/usr/bin/env node
import { becomePinned, buildWeb, installPackages } from './prepare.mjs'

installPackages()
buildWeb()
const server = becomePinned('server/main.ts', process.argv.slice(2))

// A killed npm leaves its script running, and nobody would find that again: the program leaves with it.
if (process.env.npm_lifecycle_event) {
  const npm = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(watch)
    server.kill('SIGTERM')
  }, 250)
}
