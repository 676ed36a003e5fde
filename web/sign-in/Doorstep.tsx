import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useLanguage } from '../kit/preferences.ts'
import { speak, useT } from '../kit/words.ts'

/** The pages before the sign-in: one quiet card, and the other language one click away. */
export function Doorstep({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const t = useT()
  const shown = useLanguage()
  useEffect(() => {
    document.title = `${title} · Huifang`
  }, [title])
  return (
    <main className="doorstep">
      <button
        type="button"
        className="doorstep-language"
        aria-label={`${t('shell.other-language')} · ${t('shell.switch-language')}`}
        onClick={() => void speak(shown === 'zh' ? 'en' : 'zh')}
      >
        {t('shell.other-language')}
      </button>
      <div className="doorstep-card">
        <img src="/mark.svg" alt="" width={40} height={40} />
        <h1>{title}</h1>
        <p>{hint}</p>
        {children}
      </div>
    </main>
  )
}
