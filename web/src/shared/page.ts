// What every page imports first: fonts, tokens, base styles.
import '@fontsource-variable/inter'
import '@fontsource-variable/noto-sans-sc'
import './tokens.css'
import './base.css'
