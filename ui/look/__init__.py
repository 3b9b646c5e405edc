"""How everything looks: colours, fonts, icons, signs, values as people read them."""
