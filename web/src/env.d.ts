/// <reference types="vite/client" />
declare module '@fontsource-variable/noto-sans-sc'
declare module '@fontsource-variable/inter'
