/** A share from 0 to 1 as a small bar; the number itself stands beside it. */
export function ShareBar({ share }: { share: number | null }) {
  return (
    <span className="share-bar" aria-hidden>
      {share !== null && <i style={{ width: `${Math.min(1, share) * 100}%` }} />}
    </span>
  )
}
