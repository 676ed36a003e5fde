import { buildWeb, installPackages } from './prepare.mjs'

installPackages()
buildWeb()
