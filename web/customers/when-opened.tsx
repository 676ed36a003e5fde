import { type ComponentType, createElement, lazy, Suspense, useState } from 'react'

/** A drawer that is loaded when it is first opened and stays from then on, with what was typed in it. */
export function whenOpened<Props extends { open: boolean }>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }))
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each drawer, outside of any page.
  return function WhenOpened(props: Props) {
    const [once, setOnce] = useState(props.open)
    if (props.open && !once) setOnce(true)
    return once ? <Suspense>{createElement(Loaded as ComponentType<Props>, props)}</Suspense> : null
  }
}
