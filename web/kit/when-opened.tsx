import { type ComponentType, createElement, lazy, type ReactNode, Suspense, useState } from 'react'

/** A drawer or a part of a page that is loaded when it is first opened and stays from then on, with what was typed in it. */
export function whenOpened<Props extends { open: boolean }>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = null,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }))
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each drawer, outside of any page.
  return function WhenOpened(props: Props) {
    const [once, setOnce] = useState(props.open)
    if (props.open && !once) setOnce(true)
    return once ? (
      <Suspense fallback={meanwhile}>{createElement(Loaded as ComponentType<Props>, props)}</Suspense>
    ) : null
  }
}

/**
 * The version something had when its drawer was last opened, as a key for the drawer: what changes while it is open does
 * not take the form away from under the typing hand, and the next opening shows what is known by then.
 */
export function useVersionWhenOpened(open: boolean, version: string): string {
  const [kept, setKept] = useState(version)
  const [was, setWas] = useState(open)
  if (open !== was) {
    setWas(open)
    if (open) setKept(version)
  }
  return kept
}
