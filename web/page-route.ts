import type { ComponentType } from 'react'
import type { WordArea } from './kit/word-files.ts'
import type { Key } from './kit/words.ts'

/** A page of an area and its address. */
export interface PageRoute {
  path: string
  /** The permission without which the page does not open; `null` for everyone who is signed in. */
  needs: string | null
  /** Its name in the navigation of its area; pages without one are reached by links. */
  word?: Key
  /** Other areas some of whose words it says. */
  borrows?: readonly WordArea[]
  load: () => Promise<ComponentType>
}
