import { Navigate } from 'react-router'
import { FirstSteps } from './FirstSteps.tsx'
import { Empty } from './kit/Empty.tsx'
import { useMe } from './kit/me.ts'
import { useT } from './kit/words.ts'
import { areasFor, homeOf } from './navigation.ts'

/** The first address: goes on to where the person's work is; an owner finds the first steps there until they are done. */
export function HomePage() {
  const me = useMe()
  const t = useT()
  const home = homeOf(me.roles, areasFor(me.permissions))
  if (home && me.roles.includes('owner')) return <FirstSteps home={home} />
  if (home) return <Navigate to={home} replace />
  return (
    <main className="page">
      <Empty title={t('shell.no-area')} hint={t('shell.no-area-hint')} />
    </main>
  )
}

export function NoSuchPage() {
  const t = useT()
  return (
    <main className="page">
      <Empty title={t('shell.no-page')} hint={t('shell.no-page-hint')} to="/" step={t('shell.home')} />
    </main>
  )
}
