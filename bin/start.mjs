#!/usr/bin/env node
import { becomePinned, buildWeb, installPackages } from './prepare.mjs'

installPackages()
buildWeb()
const server = becomePinned('server/main.ts', process.argv.slice(2))

// npm does not outlive kill -9, and nobody would find the program that it leaves behind.
const parent = process.ppid
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== parent) server.kill('SIGTERM')
  }, 500).unref()
}
