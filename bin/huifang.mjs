#!/usr/bin/env node
import { becomePinned, installPackages } from './prepare.mjs'

installPackages()
becomePinned('cli/main.ts', process.argv.slice(2))
