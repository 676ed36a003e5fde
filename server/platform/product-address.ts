let stated: string | undefined

/** Says where people reach the product, without a slash at its end, or that the operator did not; called once at start. */
export function reachAt(address: string | undefined): void {
  stated = address?.replace(/\/+$/, '')
}

/** Where people reach the product, such as `https://huifang.example.com`; `null` when the operator did not state it. */
export function productAddress(): string | null {
  return stated ?? null
}
